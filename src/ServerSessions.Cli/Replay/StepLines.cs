using System.Text.Json;
using ServerSessions.Cli.Logs;
using ServerSessions.Insights;

namespace ServerSessions.Cli.Replay;

/// <summary>
/// The file of <c>--steps</c>: one line a step, session by session as they close. Repeats are one step, so a line of several has a
/// <c>count</c>; a journey keeps its first 500 steps.
/// </summary>
internal sealed class StepLines(JsonLines lines, StringTable users)
{
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

    private void Members(Utf8JsonWriter json, Step step) => StepLine.Write(json, _session, _user, step);
}
