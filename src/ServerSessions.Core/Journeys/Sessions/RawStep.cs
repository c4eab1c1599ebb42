using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>The facts of an active request that a journey needs. Times are Unix microseconds.</summary>
internal readonly record struct RawStep(
    long Time, long Duration, string Name, HttpVerb Verb, int Status, Outcome Outcome, EventFlags Flags, ulong Parameters,
    string[]? Fields, string? Cause, string? Trace)
{
    public static RawStep Of(in RequestEvent e) => new(
        e.Time, e.Duration, e.Step, e.Verb, e.Status, e.Outcome, e.Flags, e.Parameters,
        e.Is(EventFlags.Custom) ? Texts(e.Detail?.Properties) : e.Detail?.Fields, e.Detail?.Policy ?? e.Detail?.ErrorType, e.Detail?.Trace)
    {
        Path = e.Is(EventFlags.Unmatched) ? e.Path : 0,
    };

    /// <summary>Distinguishes unmatched requests, which share one name; else 0. Rules compare name and parameters alone.</summary>
    public ulong Path { get; init; }

    /// <summary>What a custom event carries in the place of failing fields: names and values in turn.</summary>
    public static string[]? Texts(IReadOnlyList<KeyValuePair<string, string>>? properties) =>
        properties is null or [] ? null : [.. properties.SelectMany(p => new[] { p.Key, p.Value })];

    /// <summary>The reverse of <see cref="Texts"/>.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Properties(IReadOnlyList<string>? texts) =>
        texts is null ? [] : [.. Enumerable.Range(0, texts.Count / 2).Select(i => KeyValuePair.Create(texts[2 * i], texts[(2 * i) + 1]))];

    public long End => Time + Duration;

    public bool Is(EventFlags flags) => (Flags & flags) != 0;

    /// <summary>A browser sent it by itself, as a part of the page before.</summary>
    public bool IsPart => Is(EventFlags.Part);

    public StepKind Kind =>
        Is(EventFlags.Custom) ? StepKind.Custom
        : !Verb.IsSafe() ? StepKind.Action
        : Is(EventFlags.Page) && !IsPart ? StepKind.Page
        : StepKind.Api;

    /// <summary>It ended in a way that the person did not want: not what browsers ask for or report by themselves.</summary>
    public bool IsError => !(IsPart && (!Verb.IsSafe() || Is(EventFlags.BrowserExtra))) && Outcome is Outcome.Invalid or Outcome.Denied or Outcome.Missing or Outcome.Conflict or Outcome.Throttled or Outcome.Failed;
}
