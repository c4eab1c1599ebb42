using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Settings of D16, sensitive action in weak context.</summary>
public sealed class WeakContextOptions
{
    /// <summary>How long a context stays weak after a new device, a finding of D2 or a recovery; 10 minutes by default.</summary>
    [AllowedRange("00:01:00", "1.00:00:00")]
    public TimeSpan Within { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long ago the user must have been seen elsewhere before a device counts as new; 24 hours by default. A new user has no usual context.</summary>
    [AllowedRange("00:01:00", "30.00:00:00")]
    public TimeSpan Settled { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a user's devices and networks are remembered after their last use; 30 days by default.</summary>
    [AllowedRange("1.00:00:00", "400.00:00:00")]
    public TimeSpan Remembered { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Names of steps that recover an account, such as "account.reset-password": endpoint names, or method and route template. By default the reset of
    /// <c>MapIdentityApi</c> without a prefix, and of Identity's own pages.
    /// </summary>
    public ISet<string> RecoverySteps { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "POST /resetPassword", "POST /Identity/Account/ResetPassword",
    };
}
