namespace ServerSessions;

/// <summary>Thresholds of D7, object probing. Objects are counted for one session and one route; ids in a row count twice.</summary>
public sealed class ObjectProbingOptions
{
    /// <summary>Distinct objects refused within <see cref="Window"/>; 5 by default.</summary>
    public int Objects { get; set; } = 5;

    /// <summary>2 minutes by default.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Distinct objects refused within <see cref="LongWindow"/>; 10 by default.</summary>
    public int LongObjects { get; set; } = 10;

    /// <summary>1 hour by default.</summary>
    public TimeSpan LongWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Whether 404 counts like a refusal for signed-in people; false by default. For applications that answer "not found" for what
    /// belongs to somebody else.
    /// </summary>
    public bool MissingCounts { get; set; }
}
