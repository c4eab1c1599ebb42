namespace ServerSessions.Insights.Navigation;

/// <summary>What happened on one route in one hour, counted by sessions.</summary>
internal sealed class RouteHour
{
    public const int OutcomeCount = (int)Outcome.Aborted + 1;

    public static readonly RouteHour Empty = new();

    public long Sessions { get; set; }

    /// <summary>Sessions for which it ended badly at least once.</summary>
    public long Errors { get; set; }

    /// <summary>By <see cref="Outcome"/>.</summary>
    public long[] Outcomes { get; } = new long[OutcomeCount];

    /// <summary>Where they went next.</summary>
    public Dictionary<string, long> Targets { get; } = new(StringComparer.Ordinal);
}
