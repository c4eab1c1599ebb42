namespace ServerSessions;

/// <summary>Thresholds of D3, account brute force. Failures in a browser that has signed in to the account before never count.</summary>
public sealed class AccountBruteForceOptions
{
    /// <summary>Failures at one account within <see cref="Window"/>; 10 by default.</summary>
    public int Failures { get; set; } = 10;

    /// <summary>20 minutes by default.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Failures at one account within <see cref="DistributedWindow"/>, from <see cref="Networks"/> or more; 30 by default.</summary>
    public int DistributedFailures { get; set; } = 30;

    /// <summary>24 hours by default.</summary>
    public TimeSpan DistributedWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>From this many networks an attack is distributed; 3 by default.</summary>
    public int Networks { get; set; } = 3;
}
