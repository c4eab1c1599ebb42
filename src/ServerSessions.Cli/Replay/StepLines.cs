using System.Text.Json;
using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>
/// The file of <c>--steps</c>: one line a step, session by session as they close. Repeats are one step, so a line of several has a
/// <c>count</c>; a journey keeps its first 500 steps.
/// </summary>
internal sealed class StepLines(JsonLines lines, StringTable users)
{
    private static readonly string[] Sources = [.. Enum.GetValues<DwellSource>().Select(source => source.ToString().ToLowerInvariant())];

    private readonly Dictionary<SessionId, int> _users = [];
    private string _session = "";
    private string? _user;

    /// <summary>Notes who the log says sent a line.</summary>
    public void Note(SessionId session, int user)
    {
        if (user != LogRecord.None)
            _users[session] = user;
    }

    public void Write(Journey journey)
    {
        _session = journey.Id.ToString();
        _user = _users.Remove(journey.Id, out var user) ? users.Text(user) : null;
        foreach (var step in journey.Steps)
            lines.Write(step, Members);
    }

    private void Members(Utf8JsonWriter json, Step step)
    {
        json.WriteString("session"u8, _session);
        if (_user is not null)
            json.WriteString("user"u8, _user);
        json.WriteString("time"u8, step.Time.UtcDateTime);
        json.WriteString("step"u8, step.Name);
        json.WriteString("outcome"u8, LogOutcomes.Name(step.Outcome));
        if (step.Count > 1)
            json.WriteNumber("count"u8, step.Count);
        if (step.Server > TimeSpan.Zero)
            json.WriteNumber("serverMs"u8, step.Server.TotalMilliseconds);
        if (step.Dwell is { } dwell)
            json.WriteNumber("dwellMs"u8, dwell.TotalMilliseconds);
        json.WriteString("dwellSource"u8, Sources[(int)step.DwellSource]);
        if (step.Fields is [var field, ..])
            json.WriteString("field"u8, field);
        if (step.Cause is not null)
            json.WriteString("cause"u8, step.Cause);
        // Of several requests in a line the times are not told, so these cannot be counted again.
        if (step.Repeats > 0)
            json.WriteNumber("repeats"u8, step.Repeats);
        if (step.Rage > 0)
            json.WriteNumber("rage"u8, step.Rage);
    }
}
