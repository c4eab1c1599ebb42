using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Consent;
using ServerSessions.Detection;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Model.Erasing;
using ServerSessions.PersonalData;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.TestServers;
using ServerSessions.Tests.Capture.Consent;
using ServerSessions.Tests.Support;
using static ServerSessions.Tests.Capture.Consent.ConsentApp;

namespace ServerSessions.Tests.PersonalData;

/// <summary>A withdrawal of analytics erases the journeys that rested on the agreement, closed and open, and leaves what security keeps.</summary>
public sealed class WithdrawnAnalyticsTests
{
    private readonly ConsentApp _nodes = new();

    [Fact]
    public async Task Journeys_of_a_browser_that_withdraws_are_erased_closed_and_open_and_those_of_others_stay()
    {
        await using var app = await _nodes.StartAsync();
        var (leaving, staying) = (Browser(app), Browser(app));
        foreach (var browser in (Browser[])[leaving, staying])
        {
            await PostAsync(browser, "/accept");
            await LookAsync(browser);
        }

        await app.SettledAsync(4);
        var (left, stayed) = (app.Events[0].Key, app.Events[2].Key);
        _nodes.Clock.Freeze(TimeSpan.FromHours(2));
        await app.ClosedAsync(2);
        await LookAsync(leaving);
        await LookAsync(leaving);
        await app.SettledAsync(6);
        Assert.Equal(3, await KnownAsync(app));

        await PostAsync(leaving, "/withdraw?of=Analytics");
        await ErasedAsync(app, 1);
        Assert.Equal([stayed], (await ClosedAsync()).Select(j => j.Key));

        // What was still open is closed, and leaves no journey either.
        _nodes.Clock.Freeze(TimeSpan.FromHours(2));
        await LookAsync(staying);
        await app.SettledAsync(8);
        Assert.DoesNotContain(await ClosedAsync(), j => j.Key == left);
        Assert.Equal(2, (await _nodes.ProofsAsync(left, 2)).Count);
    }

    [Fact]
    public async Task Journeys_of_a_user_are_erased_on_all_devices_and_those_recorded_for_security_stay()
    {
        await using var app = await _nodes.StartAsync();
        var (laptop, phone) = (Browser(app), Browser(app));
        // Before an agreement the user is known for security alone.
        await PostAsync(phone, "/in/ada");
        await LookAsync(phone);
        await app.SettledAsync(2);
        var user = app.Events[^1].User;
        _nodes.Clock.Freeze(TimeSpan.FromHours(2));
        await app.ClosedAsync(1);
        foreach (var browser in (Browser[])[laptop, phone])
        {
            await PostAsync(browser, "/in/ada");
            await PostAsync(browser, "/accept");
            await LookAsync(browser);
        }

        await app.SettledAsync(8);
        _nodes.Clock.Freeze(TimeSpan.FromHours(2));
        await Waiting.UntilAsync(async () => (await ClosedAsync()).Count(j => j.User == user && !j.LacksAnalytics) >= 2, what: "the sessions with the agreement are closed");

        await PostAsync(laptop, "/withdraw");
        await ErasedAsync(app, 1);
        var kept = (await ClosedAsync()).Where(j => j.User == user).ToList();
        Assert.NotEmpty(kept);
        Assert.All(kept, j => Assert.True(j.LacksAnalytics));
        Assert.Equal(kept.Select(j => j.Id), (await _nodes.Storage.ListAsync(new JourneyQuery(0, long.MaxValue, user, null, 10), default)).Select(j => j.Id).Order());
    }

    [Fact]
    public async Task An_agreement_of_before_the_sign_in_ends_with_the_users_refusal_on_another_device()
    {
        await using var app = await _nodes.StartAsync();
        var (laptop, phone) = (Browser(app), Browser(app));
        await PostAsync(laptop, "/accept");
        await PostAsync(laptop, "/in/ada");
        await LookAsync(laptop);
        await app.SettledAsync(3);
        var session = app.Events[0].Key;
        _nodes.Clock.Freeze(TimeSpan.FromHours(2));
        await app.ClosedAsync(1);
        await PostAsync(phone, "/in/ada");
        await PostAsync(phone, "/refuse");
        await ErasedAsync(app, 1);
        Assert.DoesNotContain(await ClosedAsync(), j => j.Key == session);
    }

    [Theory]
    [InlineData("Sec-GPC")]
    [InlineData("DNT")]
    [InlineData("another text")]
    public async Task A_refusal_erases_what_rested_on_an_agreement_that_does_not_count_any_more(string because)
    {
        await using var app = await _nodes.StartAsync();
        await using var later = await _nodes.StartAsync(o => o.TextVersion = "2");
        var node = app;
        var browser = new Browser(() => node.App.GetTestServer().CreateHandler());
        await PostAsync(browser, "/accept");
        await LookAsync(browser);
        await app.SettledAsync(2);
        _nodes.Clock.Freeze(TimeSpan.FromHours(2));
        await app.ClosedAsync(1);
        if (because == "another text")
            node = later;
        else
            browser.Extra[because] = "1";
        await PostAsync(browser, "/refuse");
        await ErasedAsync(app, 1);
        Assert.Empty(await ClosedAsync());
    }

    [Fact]
    public async Task A_user_who_refuses_at_a_node_that_does_not_know_them_loses_what_rested_on_their_agreement()
    {
        await using var app = await _nodes.StartAsync();
        await using var other = await _nodes.StartAsync();
        var node = app;
        var (laptop, phone) = (Browser(app), new Browser(() => node.App.GetTestServer().CreateHandler()));
        await PostAsync(laptop, "/in/ada");
        await PostAsync(laptop, "/accept");
        await LookAsync(laptop);
        await PostAsync(phone, "/in/ada");
        await app.SettledAsync(4);
        await _nodes.ProofsAsync(app.Events[^1].User, 1);
        _nodes.Clock.Freeze(TimeSpan.FromHours(2));
        await Waiting.UntilAsync(async () => (await ClosedAsync()).Any(j => j.HadAnalytics), what: "the session with the agreement is closed");
        node = other;
        await PostAsync(phone, "/refuse");
        await ErasedAsync(app, 1);
        Assert.DoesNotContain(await ClosedAsync(), j => j.HadAnalytics);
    }

    [Fact]
    public async Task A_session_that_has_no_other_key_after_a_withdrawal_leaves_nothing_of_what_rested_on_the_agreement()
    {
        await using var app = await _nodes.StartAsync(tracking: o => o.Mode = TrackingMode.Cookieless);
        var browser = Browser(app);
        await PostAsync(browser, "/in/ada");
        await LookAsync(browser);
        await PostAsync(browser, "/accept");
        await LookAsync(browser);
        await PostAsync(browser, "/withdraw");
        await LookAsync(browser);
        await app.SettledAsync(6);
        Assert.True(app.Events[^1].Is(EventFlags.LacksAnalytics) && !app.Events[^3].Is(EventFlags.LacksAnalytics) && app.Events[^1].Key == app.Events[^3].Key);
        await ErasedAsync(app, 1);
        _nodes.Clock.Freeze(TimeSpan.FromHours(2));
        await LookAsync(Browser(app));
        await app.SettledAsync(7);
        Assert.DoesNotContain(await ClosedAsync(), j => j.HadAnalytics && !j.User.IsNone);
    }

    [Fact]
    public async Task A_user_who_withdraws_all_day_long_has_the_journeys_searched_for_a_limited_number_of_times()
    {
        await using var app = await _nodes.StartAsync();
        var browser = Browser(app);
        await PostAsync(browser, "/in/ada");
        for (var i = 0; i < ConsentKeeper.MaxWithdrawalsOfUser * 5; i++)
            await PostAsync(browser, i % 2 == 0 ? "/accept" : "/refuse");
        await Waiting.UntilAsync(async () => (await _nodes.ProofsAsync(app.Events[^1].User, 1))[^1].At >= _nodes.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1), what: "the last proof is stored");
        // One erasure has taken the first of them; the next one comes in a minute.
        Assert.InRange(await WaitingAsync(), 1, 2 * (ConsentKeeper.MaxWithdrawalsOfUser + 8));
    }

    [Fact]
    public async Task A_session_with_a_finding_stays_for_security()
    {
        await using var app = await _nodes.StartAsync(services: s => s.AddSingleton<ISessionDetector>(
            new ScriptedDetector("X1", ActorKind.Session, context => context.Raise(Severity.Low, "It came.", [context.Mark()]))));
        var browser = Browser(app);
        await PostAsync(browser, "/accept");
        await LookAsync(browser);
        await app.SettledAsync(2);
        _nodes.Clock.Freeze(TimeSpan.FromHours(2));
        await app.ClosedAsync(1);
        Assert.NotEmpty((await ClosedAsync())[0].Findings);
        await PostAsync(browser, "/withdraw");
        await ErasedAsync(app, 1);
        Assert.Single(await ClosedAsync(), j => j.Findings.Count > 0);
    }

    [Fact]
    public async Task Where_no_agreement_was_the_basis_journeys_stay()
    {
        await using var app = await _nodes.StartAsync(o => o.Analytics = ConsentMode.OptOut);
        var browser = Browser(app);
        await LookAsync(browser);
        await LookAsync(browser);
        await app.SettledAsync(2);
        _nodes.Clock.Freeze(TimeSpan.FromHours(2));
        await app.ClosedAsync(1);
        await PostAsync(browser, "/refuse");
        await app.SettledAsync(3);
        Assert.Equal(0, await WaitingAsync());
        Assert.Single(await ClosedAsync());
    }

    [Fact]
    public async Task Many_withdrawals_are_erased_together_once_a_minute()
    {
        var erasures = new ErasureStore(_nodes.Storage);
        var queue = new WithdrawalQueue(_nodes.Storage, erasures);
        var now = TestClock.Epoch;
        for (ulong browser = 1; browser <= 50; browser++)
            await queue.AddAsync(new Pseudonym(1, browser), isUser: false, now, default);
        Assert.True(await queue.BeginAsync([], now, default));
        var (erasure, version) = Assert.Single(await erasures.SinceAsync(now.AddDays(-1), default));
        Assert.Equal((50, 0), (PersonIds.Read(erasure.Ids).Keys.Count, await WaitingAsync()));
        await queue.AddAsync(new Pseudonym(1, 99), isUser: false, now, default);
        Assert.False(await queue.BeginAsync([erasure], now, default));
        await erasures.PutAsync(erasure with { DoneAt = now }, version, default);
        Assert.False(await queue.BeginAsync([erasure with { DoneAt = now }], now.AddSeconds(59), default));
        Assert.True(await queue.BeginAsync([erasure with { DoneAt = now }], now.AddSeconds(60), default));
        // Those that are done take no place in the list of erasures.
        var (next, _) = Assert.Single(await erasures.SinceAsync(now.AddDays(-1), default));
        Assert.Equal([new Pseudonym(1, 99)], PersonIds.Read(next.Ids).Keys);
    }

    private async Task<IReadOnlyList<Journey>> ClosedAsync()
    {
        var reader = new JourneyCodec(new StringPool());
        return [.. (await _nodes.Storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 100), default)).Select(stored => reader.Decode(stored)).OrderBy(j => j.Id)];
    }

    private static async Task<int> KnownAsync(TrackedApp app) => (await app.Reports.ListAsync(new SessionQuery())).Items.Count;

    private async Task<int> WaitingAsync() => (await _nodes.Storage.ListAsync(0, WithdrawalQueue.Table, DocumentRange.Oldest(100), default)).Count;

    private Task ErasedAsync(TrackedApp app, int count) => Waiting.UntilAsync(
        async () =>
        {
            var erasures = await new ErasureStore(_nodes.Storage).SinceAsync(DateTimeOffset.MinValue, default);
            return erasures.Count >= count && erasures.All(e => e.Erasure.IsDone);
        },
        what: $"{count} erasures are done");
}
