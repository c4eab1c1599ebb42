namespace ServerSessions;

/// <summary>Settings of D2, success after attack. A success in a browser that has signed in to the account before never counts.</summary>
public sealed class SuccessAfterAttackOptions
{
    /// <summary>How long after D1, D3 or D4 saw the account attacked a success counts; 180 minutes by default.</summary>
    public TimeSpan Within { get; set; } = TimeSpan.FromMinutes(180);
}
