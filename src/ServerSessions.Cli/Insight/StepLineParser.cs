using System.Globalization;
using System.Text;
using System.Text.Json;
using ServerSessions.Cli.Logs;
using ServerSessions.Insights;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;

namespace ServerSessions.Cli.Insight;

/// <summary>
/// One step a line: <c>{ "session", "time", "step" }</c> and what else is known of it. Members that are not known are passed over; a
/// missing or misshapen one fails the line.
/// </summary>
internal sealed class StepLineParser(StepLog log)
{
    private const double MaxMilliseconds = 1e12;
    private static readonly Dictionary<string, Outcome> Outcomes = Enum.GetValues<Outcome>().ToDictionary(o => o.ToString(), StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, SessionActor> Actors = Enum.GetValues<SessionActor>().ToDictionary(a => a.ToString(), StringComparer.OrdinalIgnoreCase);

    private readonly JsonLine _line = new();

    /// <summary>Adds the line to the log; false when it cannot be read, and nothing is added then.</summary>
    public bool TryAdd(ReadOnlySpan<byte> line)
    {
        var members = new StepMembers();
        if (!JsonLine.TryRead(line, ref members, TryReadMember) || members.Session is null || members.Time is null || members.Step is null)
            return false;
        Add(members);
        return true;
    }

    private bool TryReadMember(ref Utf8JsonReader reader, ref StepMembers members)
    {
        if (reader.ValueTextEquals("session"u8))
            return TryReadName(ref reader, log.Sessions, out members.Session) && members.Session is not null;
        if (reader.ValueTextEquals("step"u8))
            return TryReadName(ref reader, log.Names, out members.Step) && members.Step is not null;
        if (reader.ValueTextEquals("user"u8))
            return TryReadName(ref reader, log.Users, out members.User);
        if (reader.ValueTextEquals("time"u8))
            return TryReadTime(ref reader, out members.Time);
        if (reader.ValueTextEquals("outcome"u8))
            return TryReadText(ref reader, out var outcome) && (outcome is null || Outcomes.TryGetValue(outcome, out members.Outcome));
        if (reader.ValueTextEquals("parameter"u8))
            return TryReadHash(ref reader, out members.Parameters);
        if (reader.ValueTextEquals("serverMs"u8))
            return TryReadMilliseconds(ref reader, out members.Server);
        if (reader.ValueTextEquals("dwellMs"u8))
            return TryReadMilliseconds(ref reader, out members.Dwell);
        return TryReadDetail(ref reader, ref members);
    }

    private static bool TryReadDetail(ref Utf8JsonReader reader, ref StepMembers members)
    {
        if (reader.ValueTextEquals("dwellSource"u8))
            return TryReadText(ref reader, out members.DwellSource);
        if (reader.ValueTextEquals("kind"u8))
            return TryReadText(ref reader, out members.Kind);
        if (reader.ValueTextEquals("field"u8))
            return TryReadText(ref reader, out members.Field);
        if (reader.ValueTextEquals("cause"u8))
            return TryReadText(ref reader, out members.Cause);
        if (reader.ValueTextEquals("landed"u8))
            return TryReadText(ref reader, out members.Landed);
        if (reader.ValueTextEquals("passed"u8))
            return TryReadList(ref reader, out members.Passed);
        if (reader.ValueTextEquals("actor"u8))
            return TryReadText(ref reader, out var actor) && (actor is null || TryReadActor(actor, out members.Actor));
        if (reader.ValueTextEquals("feature"u8))
            return TryReadText(ref reader, out members.Feature);
        if (reader.ValueTextEquals("variant"u8))
            return TryReadTexts(ref reader, out members.Variants);
        if (reader.ValueTextEquals("properties"u8))
            return TryReadTexts(ref reader, out members.Properties);
        if (reader.ValueTextEquals("count"u8))
            return TryReadCount(ref reader, ref members.Count) && members.Count > 0;
        if (reader.ValueTextEquals("repeats"u8))
            return TryReadCount(ref reader, ref members.Repeats);
        if (reader.ValueTextEquals("rage"u8))
            return TryReadCount(ref reader, ref members.Rage);
        return reader.Read() && reader.TrySkip();
    }

    // An earlier export did not say the kind: only recorded events have properties.
    private static bool IsRecorded(in StepMembers members) => members.Kind is StepLine.Recorded || members.Properties is { Count: > 0 };

    private static bool TryReadActor(string text, out SessionActor? actor)
    {
        actor = Actors.TryGetValue(text, out var known) ? known : null;
        return actor is not null;
    }

    private void Add(in StepMembers members)
    {
        var session = members.Session!.Value;
        while (log.UserOf.Count <= session)
            log.UserOf.Add(LogRecord.None);
        if (members.User is { } user)
            log.UserOf[session] = user;
        if (members.Actor is { } actor)
            log.Actors[session] = actor;
        if (members.Feature is { Length: > 0 } feature)
            log.Features.Add((feature, members.Step!.Value));
        foreach (var (experiment, variant) in members.Variants ?? [])
            log.Exposures.Add(session, experiment, variant, members.Time!.Value);
        var detail = -1;
        if (members.Field is not null || members.Cause is not null || members.Count > 1 || members.Repeats > 0 || members.Rage > 0 || IsRecorded(members)
            || members.Landed is not null || members.Kind is StepLine.Action)
        {
            detail = log.Details.Count;
            log.Details.Add(new ImportedDetail(
                members.Field, members.Cause, members.Count, members.Repeats, members.Rage, IsRecorded(members) ? members.Properties ?? [] : null,
                members.Landed is { } landed ? [.. members.Passed ?? [], landed] : null, members.Kind is StepLine.Action));
        }

        var isCensored = members.DwellSource is "censored";
        log.Add(new StepRecord
        {
            Session = session,
            Name = members.Step!.Value,
            Time = members.Time!.Value,
            Outcome = members.Outcome,
            Parameters = members.Parameters,
            Server = Math.Max(0, members.Server),
            Dwell = isCensored ? -1 : Math.Max(-1, members.Dwell),
            IsSeen = members.DwellSource is "beacon" && members.Dwell >= 0,
            Detail = detail,
        });
    }

    private bool TryReadName(ref Utf8JsonReader reader, StringTable table, out int? number)
    {
        number = null;
        if (!reader.Read() || reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.String)
            return false;
        var text = _line.Text(ref reader);
        number = text.IsEmpty ? null : table.Intern(text);
        return true;
    }

    private static bool TryReadText(ref Utf8JsonReader reader, out string? text)
    {
        text = null;
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
            return false;
        text = reader.GetString();
        return true;
    }

    // An object of texts; what has no text is left out.
    private static bool TryReadTexts(ref Utf8JsonReader reader, out List<KeyValuePair<string, string>>? texts)
    {
        texts = null;
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.Null))
            return false;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        texts = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!TryReadText(ref reader, out var text))
                return false;
            if (text is { Length: > 0 })
                texts.Add(KeyValuePair.Create(name, text));
        }

        return true;
    }

    private static bool TryReadList(ref Utf8JsonReader reader, out List<string>? texts)
    {
        texts = null;
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.Null))
            return false;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        texts = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            texts.Add(reader.GetString()!);
        return reader.TokenType == JsonTokenType.EndArray;
    }

    private static bool TryReadHash(ref Utf8JsonReader reader, out ulong hash)
    {
        hash = 0;
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null))
            return false;
        if (reader.TokenType != JsonTokenType.Null)
            hash = StableHash.Of(reader.TokenType == JsonTokenType.String ? reader.GetString() : Encoding.UTF8.GetString(reader.ValueSpan));
        return true;
    }

    private static bool TryReadTime(ref Utf8JsonReader reader, out long? time)
    {
        time = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            return false;
        // A time without an offset is taken for UTC, wherever this runs.
        if (reader.TryGetDateTime(out var plain))
            time = new DateTimeOffset(plain.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(plain, DateTimeKind.Utc) : plain.ToUniversalTime()).ToMicroseconds();
        else if (DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
            time = parsed.ToMicroseconds();
        return time is not null;
    }

    private static bool TryReadMilliseconds(ref Utf8JsonReader reader, out long microseconds)
    {
        microseconds = -1;
        if (!reader.Read() || reader.TokenType is not (JsonTokenType.Number or JsonTokenType.Null))
            return false;
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        var milliseconds = reader.GetDouble();
        microseconds = (long)Math.Round(milliseconds * 1000);
        return Math.Abs(milliseconds) < MaxMilliseconds;
    }

    private static bool TryReadCount(ref Utf8JsonReader reader, ref int count) =>
        reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out count) && count >= 0;
}
