namespace ServerSessions;

/// <summary>Thresholds of D8, privilege probing.</summary>
public sealed class PrivilegeProbingOptions
{
    /// <summary>Distinct endpoints that a policy refused to one session within <see cref="Window"/>; 3 by default. One marked sensitive is enough.</summary>
    public int Endpoints { get; set; } = 3;

    /// <summary>10 minutes by default.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Different users whom one endpoint refused within <see cref="UserWindow"/>: then it is told about the application; 10 by default.</summary>
    public int Users { get; set; } = 10;

    /// <summary>24 hours by default.</summary>
    public TimeSpan UserWindow { get; set; } = TimeSpan.FromHours(24);
}
