using ServerSessions.Alerts.Deliveries;

namespace ServerSessions.Tests.Alerts;

public sealed class RetryScheduleTests
{
    private static readonly double[] Seconds = [0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400];

    [Fact]
    public void Each_delay_is_that_of_the_schedule_within_20_percent()
    {
        for (var attempts = 1; attempts < 10; attempts++)
        {
            Assert.Equal(Seconds[attempts] * 0.8, After(attempts, DeliveryAttemptKind.Refused, random: 0), 3);
            Assert.Equal(Seconds[attempts], After(attempts, DeliveryAttemptKind.Refused, random: 0.5), 3);
            Assert.Equal(Seconds[attempts] * 1.2, After(attempts, DeliveryAttemptKind.Refused, random: 1), 3);
        }
    }

    [Fact]
    public void After_ten_attempts_there_is_none() =>
        Assert.Null(RetrySchedule.After(10, new AttemptResult(DeliveryAttemptKind.Refused), 0.5));

    [Fact]
    public void A_busy_or_silent_receiver_is_left_alone_for_60_seconds()
    {
        foreach (var kind in new[] { DeliveryAttemptKind.Busy, DeliveryAttemptKind.TimedOut })
        {
            Assert.Equal(60, After(1, kind, random: 0), 3);
            Assert.Equal(72, After(1, kind, random: 1), 3);
            Assert.Equal(240, After(2, kind, random: 0), 3);
        }
    }

    [Theory]
    [InlineData(1, 10, 60)]
    [InlineData(1, 90, 90)]
    [InlineData(1, 3600, 120)]
    [InlineData(2, 1, 300)]
    [InlineData(2, 450, 450)]
    [InlineData(2, 601, 600)]
    [InlineData(2, -5, 300)]
    public void Retry_After_is_obeyed_between_once_and_twice_the_delay(int attempts, int asked, double waits) =>
        Assert.Equal(waits, After(attempts, DeliveryAttemptKind.Busy, random: 0, TimeSpan.FromSeconds(asked)), 3);

    [Fact]
    public void An_endless_Retry_After_does_not_overflow() =>
        Assert.Equal(120, After(1, DeliveryAttemptKind.Busy, random: 0, TimeSpan.MaxValue), 3);

    private static double After(int attempts, DeliveryAttemptKind kind, double random, TimeSpan? retryAfter = null) =>
        RetrySchedule.After(attempts, new AttemptResult(kind, RetryAfter: retryAfter), random)!.Value.TotalSeconds;
}
