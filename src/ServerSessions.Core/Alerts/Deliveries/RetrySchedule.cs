namespace ServerSessions.Alerts.Deliveries;

/// <summary>Computes retry delays by the schedule that Standard Webhooks recommends, each delay ±20 %.</summary>
internal static class RetrySchedule
{
    private const double Jitter = 0.2;
    private static readonly TimeSpan MinWhenBusy = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    public static int MaxAttempts => Delays.Length;

    /// <summary>The sum of all delays at their maximum: no older delivery still waits for an attempt.</summary>
    public static readonly TimeSpan MaxDuration = 2 * Delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay);

    /// <summary>Returns the delay after a failed attempt; null when it was the last attempt.</summary>
    /// <param name="attempts">Number of attempts, including this one.</param>
    /// <param name="result">How this one ended.</param>
    /// <param name="random">From 0 to 1.</param>
    public static TimeSpan? After(int attempts, AttemptResult result, double random)
    {
        if (attempts >= Delays.Length) return null;
        var min = result.Kind is DeliveryAttemptKind.Busy or DeliveryAttemptKind.TimedOut ? MinWhenBusy : TimeSpan.Zero;
        var basis = Max(Delays[attempts], min);
        if (result.RetryAfter is { } asked) return Max(basis, asked < 2 * basis ? asked : 2 * basis);
        return Max(min, basis * (1 - Jitter + 2 * Jitter * random));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
