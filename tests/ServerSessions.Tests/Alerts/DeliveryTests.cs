using ServerSessions.Alerts.Deliveries;

namespace ServerSessions.Tests.Alerts;

public sealed class DeliveryTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_newest_20_attempts_are_kept()
    {
        var delivery = New() with
        {
            Tries = 25,
            Attempts = [.. Enumerable.Range(0, 20).Select(i => new DeliveryAttempt(Start.AddHours(i), 1, DeliveryAttemptKind.Refused, 400, null))],
        };
        var after = delivery.After(Start.AddDays(1), Start.AddDays(1), new AttemptResult(DeliveryAttemptKind.Refused, 404), 0.5);
        Assert.Equal(20, after.Attempts.Count);
        Assert.Equal(Start.AddHours(1), after.Attempts[0].Time);
        Assert.Equal(404, after.Attempts[^1].Status);
    }

    [Fact]
    public void It_fails_after_the_tenth_attempt()
    {
        var delivery = New();
        for (var i = 0; i < 9; i++) delivery = delivery.After(Start, Start, new AttemptResult(DeliveryAttemptKind.Unreachable), 0.5);
        Assert.Equal(DeliveryState.Pending, delivery.State);
        delivery = delivery.After(Start, Start, new AttemptResult(DeliveryAttemptKind.Unreachable), 0.5);
        Assert.Equal(DeliveryState.Failed, delivery.State);
        Assert.Equal("All 10 attempts failed.", delivery.Note);
    }

    private static Delivery New() =>
        new() { Target = "webhook:a", Message = "m", Payload = "{}", Created = Start, Next = Start, Attempts = [] };
}
