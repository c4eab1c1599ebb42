using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>
/// Thresholds of D1, credential stuffing. Logins from a browser that has signed in to the account before never count, nor do accounts that have succeeded from the same network
/// (<see cref="KnownFor"/>).
/// </summary>
public sealed class CredentialStuffingOptions
{
    /// <summary>Time in which attempts count; 20 minutes by default.</summary>
    [AllowedRange("00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Minimum number of accounts of one source that fail and never succeed; 8 by default.</summary>
    [AllowedRange(2, 128)]
    public int Accounts { get; set; } = 8;

    /// <summary>How long the rule waits for a success of an account after its last failure; 2 minutes by default.</summary>
    [AllowedRange("00:00:00", "01:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Maximum probability, up to 1, that as many of the tried accounts never succeed where all are used by honest people; 0.00001 by default. A smaller one raises
    /// fewer findings.
    /// </summary>
    [AllowedRange(0.000000001, 1)]
    public double Significance { get; set; } = 1e-5;

    /// <summary>How alike the people of one source are, 0.001 to 0.9: the correlation of the beta-binomial distribution; 0.02 by default. A greater one excuses more.</summary>
    [AllowedRange(0.001, 0.9)]
    public double Correlation { get; set; } = 0.02;

    /// <summary>How long an account that has succeeded from a network is known there, so that its attempts from there do not count; 90 days by default.</summary>
    [AllowedRange("00:01:00", "365.00:00:00")]
    public TimeSpan KnownFor { get; set; } = TimeSpan.FromDays(90);

    /// <summary>With this many times <see cref="Accounts"/> and nine of ten accounts failing, the rule does not wait for <see cref="Grace"/>; 3 by default.</summary>
    public int UrgentFactor { get; set; } = 3;
}
