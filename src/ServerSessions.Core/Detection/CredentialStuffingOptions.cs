namespace ServerSessions;

/// <summary>Thresholds of D1, credential stuffing. Logins from a browser that has signed in to the account before never count.</summary>
public sealed class CredentialStuffingOptions
{
    /// <summary>How far back attempts count; 20 minutes by default.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Least number of accounts with failures from one source; 8 by default.</summary>
    public int Accounts { get; set; } = 8;

    /// <summary>Least number of those accounts that never succeed; 6 by default.</summary>
    public int NeverSucceed { get; set; } = 6;

    /// <summary>How long an account may still succeed after its last failure; 2 minutes by default.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Least share of failed attempts; 0.7 by default.</summary>
    public double FailedShare { get; set; } = 0.7;

    /// <summary>From this many times <see cref="Accounts"/>, with nine of ten attempts failing, nobody waits for the grace; 3 by default.</summary>
    public int UrgentFactor { get; set; } = 3;
}
