namespace ServerSessions.Alerts.Budget;

/// <summary>What became of one rule's alerts in one hour, by severity (the place in the lists is the severity's number).</summary>
internal sealed record RuleTally
{
    public required string Name { get; init; }

    /// <summary>Sent one by one.</summary>
    public IReadOnlyList<long> Told { get; init; } = None;

    /// <summary>Of those sent, which rest on nothing but what a page can have made browsers send.</summary>
    public long Induced { get; init; }

    /// <summary>Counted for the summary.</summary>
    public IReadOnlyList<long> Held { get; init; } = None;

    private static long[] None => new long[(int)Severity.High + 1];

    /// <summary>Sent of a severity or a higher one, what a page can have made browsers send left out.</summary>
    public long OwnFrom(Severity severity) => Told.Skip((int)severity).Sum() - Induced;

    public RuleTally Add(Severity severity, bool told, bool induced) => told
        ? this with { Told = OneMore(Told, severity), Induced = Induced + (induced ? 1 : 0) }
        : this with { Held = OneMore(Held, severity) };

    private static long[] OneMore(IReadOnlyList<long> counts, Severity severity)
    {
        long[] more = [.. counts];
        more[(int)severity]++;
        return more;
    }
}
