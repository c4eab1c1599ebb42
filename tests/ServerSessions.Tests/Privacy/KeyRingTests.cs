using ServerSessions.Privacy;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Privacy;

/// <summary>Which key makes new tickets and cookies.</summary>
public sealed class KeyRingTests
{
    [Fact]
    public void A_key_is_used_from_its_moment_on_and_only_read_before()
    {
        var clock = new TestClock();
        var keys = new KeyRing([TestKeys.New with { ActiveFrom = clock.GetUtcNow().AddHours(1) }, TestKeys.Old], clock);
        Assert.Equal("old", keys.Current.Id);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("new", keys.Current.Id);
    }

    [Fact]
    public void A_new_key_that_is_listed_second_is_only_read() =>
        Assert.Equal("old", new KeyRing([TestKeys.Old, TestKeys.New]).Current.Id);

    [Fact]
    public void Before_all_of_them_begin_the_oldest_is_used()
    {
        var clock = new TestClock();
        var (soon, later) = (clock.GetUtcNow().AddHours(1), clock.GetUtcNow().AddHours(2));
        Assert.Equal("old", new KeyRing([TestKeys.New with { ActiveFrom = later }, TestKeys.Old with { ActiveFrom = soon }], clock).Current.Id);
    }
}
