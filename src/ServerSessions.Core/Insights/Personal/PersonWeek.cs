namespace ServerSessions.Insights.Personal;

/// <summary>What a person did in one week.</summary>
internal sealed class PersonWeek
{
    public long Ticks { get; set; }

    public int Sessions { get; set; }

    public HashSet<int> Days { get; } = [];

    public HashSet<string> Modules { get; } = new(StringComparer.Ordinal);

    /// <summary>Think time by area, in ticks.</summary>
    public Dictionary<string, long> Areas { get; } = new(StringComparer.Ordinal);
}
