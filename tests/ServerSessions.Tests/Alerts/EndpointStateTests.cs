using ServerSessions.Alerts.Deliveries;

namespace ServerSessions.Tests.Alerts;

public sealed class EndpointStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Five_days_of_nothing_but_failures_disable_it()
    {
        var failing = new EndpointState().AfterFailure(Start, gone: false).AfterFailure(Start.AddDays(5).AddTicks(-1), gone: false);
        Assert.Null(failing.DisabledSince);
        var disabled = failing.AfterFailure(Start.AddDays(5), gone: false);
        Assert.Equal(Start.AddDays(5), disabled.DisabledSince);
        Assert.Contains("2026-03-04", disabled.Reason);
    }

    [Fact]
    public void A_success_starts_the_five_days_anew()
    {
        var state = new EndpointState().AfterFailure(Start, gone: false).AfterSuccess().AfterFailure(Start.AddDays(5), gone: false);
        Assert.Null(state.DisabledSince);
        Assert.Equal(Start.AddDays(5), state.FailingSince);
    }

    [Fact]
    public void Gone_disables_it_at_once() => Assert.Equal(Start, new EndpointState().AfterFailure(Start, gone: true).DisabledSince);

    [Fact]
    public void A_late_success_does_not_enable_it() =>
        Assert.Equal(Start, new EndpointState().AfterFailure(Start, gone: true).AfterSuccess().DisabledSince);
}
