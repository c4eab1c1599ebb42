using System.Text.Json.Serialization;

namespace ServerSessions;

/// <summary>A finding of a rule about a subject, with its proof.</summary>
public sealed record Finding
{
    /// <summary>The rule's id, "D13".</summary>
    public required string Rule { get; init; }

    /// <summary>The rule's name in words, "probing".</summary>
    public required string Name { get; init; }

    /// <summary>The highest severity of the finding within its hour. It never falls.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The severity before it last rose within its hour; null when it has not risen.</summary>
    public Severity? PreviousSeverity { get; init; }

    /// <summary>The subject.</summary>
    public required Subject Subject { get; init; }

    /// <summary>Time of the first evidence (UTC).</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>Time of the event that completed the proof (UTC).</summary>
    public required DateTimeOffset Raised { get; init; }

    /// <summary>Time of the newest evidence (UTC).</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>Number of events that prove it; at most the newest 20 are in <see cref="Evidence"/>.</summary>
    public required int Count { get; init; }

    /// <summary>One sentence that says what happened.</summary>
    public required string Reason { get; init; }

    /// <summary>The measured numbers with their thresholds.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];

    /// <summary>The events that prove it.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>
    /// Whether another page, or content in a page, can have caused the requests that complete the proof; false by default. Such a finding about a
    /// session, a user or a device stays Low and leads to no response. The finding about their source counts the requests in full.
    /// </summary>
    public bool Induced { get; init; }

    /// <summary>
    /// Whether a person has judged the finding a false positive; false by default. Set on the findings of a session: they then no longer make the session an
    /// attacker's. The state of an alert is <see cref="Alert.State"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsFalsePositive { get; init; }

    /// <summary>References of the rule to OWASP, MITRE and similar catalogues.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
