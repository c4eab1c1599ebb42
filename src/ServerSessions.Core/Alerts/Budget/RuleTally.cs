namespace ServerSessions.Alerts.Budget;

/// <summary>Counts of one rule's alerts in one hour; the index in the lists is the severity.</summary>
internal sealed record RuleTally
{
    public required string Name { get; init; }

    /// <summary>Sent one by one.</summary>
    public IReadOnlyList<long> Sent { get; init; } = None;

    /// <summary>Number of sent alerts about what rules about persons found in induced requests: a page can have made browsers send them.</summary>
    public long Induced { get; init; }

    /// <summary>Not sent, counted for the summary.</summary>
    public IReadOnlyList<long> Suppressed { get; init; } = None;

    private static long[] None => new long[(int)Severity.High + 1];

    /// <summary>Number of alerts sent of a severity or a higher one, without induced ones.</summary>
    public long OwnFrom(Severity severity) => Sent.Skip((int)severity).Sum() - Induced;

    public RuleTally Add(Severity severity, bool sent, bool induced) => sent
        ? this with { Sent = OneMore(Sent, severity), Induced = Induced + (induced ? 1 : 0) }
        : this with { Suppressed = OneMore(Suppressed, severity) };

    private static long[] OneMore(IReadOnlyList<long> counts, Severity severity)
    {
        long[] more = [.. counts];
        more[(int)severity]++;
        return more;
    }
}
