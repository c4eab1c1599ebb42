namespace ServerSessions;

/// <summary>What a rule found, with its proof: a person who reads it can tell in a minute whether it is true.</summary>
public sealed record Finding
{
    /// <summary>The rule's id, "D13".</summary>
    public required string Rule { get; init; }

    /// <summary>The rule's name in words, "probing".</summary>
    public required string Name { get; init; }

    /// <summary>How much it matters: the greatest severity that the finding has had within its hour. It never falls.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The severity before it last rose within its hour; null when it has not risen.</summary>
    public Severity? PreviousSeverity { get; init; }

    /// <summary>Whom it is about.</summary>
    public required Subject Subject { get; init; }

    /// <summary>Time of the first evidence (UTC).</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>Time of the event that decided (UTC).</summary>
    public required DateTimeOffset Raised { get; init; }

    /// <summary>Time of the newest evidence (UTC).</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>How many events speak for it; the newest 20 at most are in <see cref="Evidence"/>.</summary>
    public required int Count { get; init; }

    /// <summary>One sentence that says what happened.</summary>
    public required string Reason { get; init; }

    /// <summary>The numbers against their thresholds.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];

    /// <summary>The events.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>
    /// Another page, or content in a page, can have caused the requests that complete the proof. Such a finding about a session, a user or a
    /// device stays Low and is never answered; the finding about their source counts them in full. False by default.
    /// </summary>
    public bool Induced { get; init; }

    /// <summary>Where the rule comes from: ids of OWASP, MITRE and the like.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
