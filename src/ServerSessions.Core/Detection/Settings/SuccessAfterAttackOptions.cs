using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Settings of D2, success after attack. A success in a browser that has signed in to the account before never counts.</summary>
public sealed class SuccessAfterAttackOptions
{
    /// <summary>How long a success counts after D1, D3 or D4 found the account attacked; 180 minutes by default.</summary>
    [AllowedRange("00:01:00", "1.00:00:00")]
    public TimeSpan Within { get; set; } = TimeSpan.FromMinutes(180);
}
