namespace ServerSessions;

/// <summary>Settings of D16, sensitive action in weak context.</summary>
public sealed class WeakContextOptions
{
    /// <summary>How long a context stays weak: a new device, D2, a recovery; 10 minutes by default.</summary>
    public TimeSpan Within { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long before the user must have been seen elsewhere, so that a device can be called new: 24 hours by default. A user who is new is at
    /// home nowhere.
    /// </summary>
    public TimeSpan Settled { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a user's devices and networks are remembered after they were last seen; 30 days by default.</summary>
    public TimeSpan Remembered { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Names of steps that give an account back to who lost it, "account.reset-password": endpoint names, or method and route template. By
    /// default the reset of <c>MapIdentityApi</c> without a prefix, and of Identity's own pages.
    /// </summary>
    public ISet<string> RecoverySteps { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "POST /resetPassword", "POST /Identity/Account/ResetPassword",
    };
}
