using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D3, account brute force. Failures in a browser that has signed in to the account before never count.</summary>
public sealed class AccountBruteForceOptions
{
    /// <summary>Minimum number of failures at one account within <see cref="Window"/>; 10 by default.</summary>
    [AllowedRange(2, 128)]
    public int Failures { get; set; } = 10;

    /// <summary>Time in which events are counted together; 20 minutes by default.</summary>
    [AllowedRange("00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Minimum number of failures at one account within <see cref="DistributedWindow"/>, from at least <see cref="Networks"/> networks; 30 by default.</summary>
    [AllowedRange(2, 128)]
    public int DistributedFailures { get; set; } = 30;

    /// <summary>Time in which failures of a distributed attack are counted; 24 hours by default.</summary>
    [AllowedRange("00:00:01", "7.00:00:00")]
    public TimeSpan DistributedWindow { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Minimum number of networks of a distributed attack; 3 by default.</summary>
    [AllowedRange(2, 128)]
    public int Networks { get; set; } = 3;
}
