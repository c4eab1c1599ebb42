using ServerSessions.Response;

namespace ServerSessions.Tests.Response;

public sealed class ThrottleGaugeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_minutes_worth_passes_at_once_and_then_one_at_a_time()
    {
        var gauge = new ThrottleGauge(6);
        Assert.All(Enumerable.Range(0, 6), _ => Assert.Equal(TimeSpan.Zero, gauge.Take(Now)));
        Assert.Equal(TimeSpan.FromSeconds(10), gauge.Take(Now));
        Assert.Equal(TimeSpan.FromSeconds(4), gauge.Take(Now.AddSeconds(6)));
        Assert.Equal(TimeSpan.Zero, gauge.Take(Now.AddSeconds(10)));
        Assert.Equal(TimeSpan.FromSeconds(10), gauge.Take(Now.AddSeconds(10)));
    }

    [Fact]
    public void Of_many_at_once_no_more_pass_than_one_after_another()
    {
        var gauge = new ThrottleGauge(100);
        var passed = 0;
        Parallel.For(0, 1000, _ =>
        {
            if (gauge.Take(Now) == TimeSpan.Zero)
                Interlocked.Increment(ref passed);
        });
        Assert.Equal(100, passed);
    }
}
