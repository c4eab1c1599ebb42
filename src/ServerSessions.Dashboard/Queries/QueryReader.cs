using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Queries;

/// <summary>Reads filters from a query string. Empty fields, which a form also sends, count as missing.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    private const int MaxLength = 512;

    public SessionQuery Sessions() => new()
    {
        From = Time("from"),
        To = Time("to"),
        User = Text("user"),
        Key = Text("key"),
        At = Time("at"),
        Actor = Choice<SessionActor>("actor"),
        Class = Choice<JourneyClass>("class"),
        Rule = Text("rule"),
        MinRisk = Number("minRisk", 0, int.MaxValue),
        Route = Text("route"),
        Outcome = Choice<Outcome>("outcome"),
        Live = Flag("live"),
        After = Text("after"),
        Limit = Number("limit", 1, SessionQuery.MaxLimit) ?? new SessionQuery().Limit,
    };

    public AlertQuery Alerts() => new()
    {
        State = Choice<AlertState>("state"),
        Severity = Choice<Severity>("severity"),
        Rule = Text("rule"),
        After = Text("after"),
        Limit = Number("limit", 1, SessionQuery.MaxLimit) ?? new AlertQuery().Limit,
    };

    /// <summary>The segment that the query names; people by default.</summary>
    public Segment Segment() => Insights.Segment.Parse(query["segment"].Where(text => !string.IsNullOrEmpty(text))!);

    public string? Text(string name)
    {
        var text = query[name].ToString().Trim();
        if (text.Length > MaxLength)
            throw new ArgumentException($"“{name}” has {text.Length} characters; at most {MaxLength} are read.");
        return text.Length == 0 ? null : text;
    }

    public DateTimeOffset? Time(string name) => Text(name) is not { } text
        ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Wrong(name, text, "a time such as 2026-11-21T14:00:00Z");

    public int? Number(string name, int min, int max) => Text(name) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Wrong(name, text, max == int.MaxValue ? $"a whole number from {min}" : $"a whole number from {min} to {max}");

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        var text => bool.TryParse(text, out var flag) ? flag : throw Wrong(name, text, "true or false"),
    };

    public T? Choice<T>(string name)
        where T : struct, Enum => Text(name) is not { } text
        ? null
        : Array.Find(Enum.GetNames<T>(), known => known.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Enum.Parse<T>(known)
            : throw Wrong(name, text, string.Join(", ", Enum.GetNames<T>()));

    private static ArgumentException Wrong(string name, string text, string expected) =>
        new($"“{name}” is “{text}”; expected: {expected}.");
}
