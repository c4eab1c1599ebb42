using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ServerSessions;
using ServerSessions.Testing;

namespace Shop.Tests;

public class SessionTestHostTests
{
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_clock_stands_still_until_the_test_moves_it()
    {
        await using var host = await StartAsync();
        using var visitor = host.CreateVisitor();
        await visitor.GetAsync("/");
        Assert.Equal(Monday, Assert.Single(await host.SessionsAsync()).Summary.Start);
        Assert.Equal(Monday, host.Clock.GetUtcNow());
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        await visitor.GetAsync("/cart");
        Assert.Equal([Monday, Monday.AddMinutes(2)], Assert.Single(await host.SessionsAsync()).Steps.Select(s => s.Time));
    }

    [Fact]
    public async Task A_session_closes_one_second_after_its_timeout_and_not_before()
    {
        await using var host = await StartAsync();
        using var visitor = host.CreateVisitor();
        await visitor.GetAsync("/");
        await visitor.GetAsync("/");
        await host.AdvanceAsync(TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(1));
        Assert.True(Assert.Single(await host.SessionsAsync()).Summary.Live);
        await host.AdvanceAsync(TimeSpan.FromMilliseconds(1));
        Assert.False(Assert.Single(await host.SessionsAsync()).Summary.Live);
    }

    [Fact]
    public async Task Days_pass_in_one_step()
    {
        await using var host = await StartAsync();
        using var visitor = host.CreateVisitor();
        for (var day = 0; day < 5; day++)
        {
            await visitor.GetAsync("/");
            await visitor.GetAsync("/");
            await host.AdvanceAsync(TimeSpan.FromDays(1));
        }

        var sessions = await host.SessionsAsync();
        Assert.Equal([4, 3, 2, 1, 0], sessions.Select(s => (s.Summary.Start - Monday).Days));
        Assert.All(sessions, s => Assert.False(s.Summary.Live));
    }

    [Fact]
    public async Task Everything_that_many_visitors_send_at_once_is_there_once_it_has_settled()
    {
        await using var host = await StartAsync();
        for (var round = 1; round <= 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
            {
                using var visitor = host.CreateVisitor();
                for (var i = 0; i < 5; i++)
                    await visitor.GetAsync("/");
            }));
            var sessions = await host.SessionsAsync();
            Assert.Equal((20 * round, 100 * round), (sessions.Count, sessions.Sum(s => s.Requests)));
        }
    }

    [Fact]
    public async Task What_a_rule_decides_holds_against_the_next_request()
    {
        await using var host = await StartAsync(b => b.AddDetector<VoucherGuessing>().Respond("VOUCHER", ResponseKind.Block, TimeSpan.FromMinutes(10)));
        using var visitor = host.CreateVisitor();
        await visitor.GetAsync("/");
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync("/voucher", null)).StatusCode);
        Assert.Equal(ResponseKind.Block, Assert.Single(await host.DecisionsAsync()).Kind);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/")).StatusCode);
        await host.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task An_alert_handler_of_the_application_has_handled_what_was_found()
    {
        var handler = new Paging();
        await using var host = await StartAsync(b =>
        {
            b.AddDetector<VoucherGuessing>();
            b.Services.AddSingleton<ISessionAlertHandler>(handler);
        });
        await GuessAsync(host);
        await host.SettleAsync();
        Assert.Equal(["VOUCHER"], handler.Paged);
        Assert.Equal(handler.Paged, host.Alerts.Select(a => a.Finding.Rule));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(9_999)]
    public async Task A_retry_that_falls_due_within_a_millisecond_settles_before_it_and_is_sent_after_it(int ticks)
    {
        await using var host = await StartAsync(
            b => b.AddDetector<VoucherGuessing>().AddWebhook("https://hooks.example.com/sessions", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), Monday.AddTicks(ticks));
        host.Webhooks.Answer = _ => HttpStatusCode.ServiceUnavailable;
        await GuessAsync(host);
        await host.SettleAsync();
        Assert.Single(host.Webhooks.Received);
        // A busy receiver is tried again after 60 to 72 seconds, in half of all cases after 60 exactly.
        await host.AdvanceAsync(TimeSpan.FromSeconds(60));
        await host.AdvanceAsync(TimeSpan.FromSeconds(13));
        Assert.Equal(2, host.Webhooks.Received.Count);
    }

    [Fact]
    public async Task What_does_not_settle_is_named()
    {
        using var end = new CancellationTokenSource();
        await using var host = await StartAsync(b =>
        {
            b.AddDetector<VoucherGuessing>();
            b.Services.AddSingleton<ISessionAlertHandler>(new Stuck(end.Token));
        });
        await GuessAsync(host);
        host.Limit = TimeSpan.FromMilliseconds(1);
        TimeoutException exception;
        do
            exception = await Assert.ThrowsAsync<TimeoutException>(() => host.SettleAsync());
        while (!exception.Message.Contains("handler:", StringComparison.Ordinal));
        Assert.Contains(" is due since 2026-01-05T09:00:00.0000000+00:00, tried 0 times", exception.Message, StringComparison.Ordinal);
        await end.CancelAsync();
    }

    [Fact]
    public async Task A_host_without_session_tracking_says_what_to_call()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => SessionTestHost.StartAsync(_ => { }, _ => { }));
        Assert.Contains("builder.Services.AddSessionTracking()", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_is_registered_after_it_is_refused()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddSessionTracking();
        services.AddSessionTesting().AddSingleton(TimeProvider.System);
        using var provider = services.BuildServiceProvider();
        var exception = Assert.Throws<InvalidOperationException>(provider.GetRequiredService<SessionTestProbe>);
        Assert.Contains("Call AddSessionTesting last", exception.Message, StringComparison.Ordinal);
    }

    private static Task<SessionTestHost> StartAsync(Action<SessionTrackingBuilder>? more = null, DateTimeOffset? start = null) => SessionTestHost.StartAsync(
        builder =>
        {
            var tracking = builder.Services.AddSessionTracking();
            more?.Invoke(tracking);
        },
        app =>
        {
            app.UseSessionTracking();
            app.MapGet("/", () => Results.Content("<h1>Home</h1>", "text/html"));
            app.MapGet("/cart", () => Results.Content("<h1>Cart</h1>", "text/html"));
            app.MapPost("/voucher", () => Results.NotFound());
        },
        new FakeTimeProvider(start ?? Monday));

    private static async Task GuessAsync(SessionTestHost host)
    {
        using var visitor = host.CreateVisitor();
        for (var i = 0; i < 6; i++)
            await visitor.PostAsync("/voucher", null);
    }

    private sealed class Paging : ISessionAlertHandler
    {
        public List<string> Paged { get; } = [];

        public Task HandleAsync(Alert alert, CancellationToken cancellationToken)
        {
            Paged.Add(alert.Finding.Rule);
            return Task.CompletedTask;
        }
    }

    private sealed class Stuck(CancellationToken end) : ISessionAlertHandler
    {
        public Task HandleAsync(Alert alert, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(end, cancellationToken).Token);
    }
}
