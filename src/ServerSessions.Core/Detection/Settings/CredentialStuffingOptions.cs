using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Thresholds of D1, credential stuffing. Logins from a browser that has signed in to the account before never count.</summary>
public sealed class CredentialStuffingOptions
{
    /// <summary>Time in which attempts count; 20 minutes by default.</summary>
    [AllowedRange("00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Minimum number of accounts with failures from one source; 8 by default.</summary>
    public int Accounts { get; set; } = 8;

    /// <summary>Minimum number of those accounts without a success; 6 by default.</summary>
    public int NeverSucceed { get; set; } = 6;

    /// <summary>How long the rule waits for a success of an account after its last failure; 2 minutes by default.</summary>
    [AllowedRange("00:00:00", "01:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Minimum share of failed attempts; 0.7 by default.</summary>
    public double FailedShare { get; set; } = 0.7;

    /// <summary>With this many times <see cref="Accounts"/> and nine of ten attempts failing, the rule does not wait for <see cref="Grace"/>; 3 by default.</summary>
    public int UrgentFactor { get; set; } = 3;
}
