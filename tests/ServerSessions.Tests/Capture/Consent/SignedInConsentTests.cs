using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Consents;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;
using static ServerSessions.Tests.Capture.Consent.ConsentApp;

namespace ServerSessions.Tests.Capture.Consent;

/// <summary>Consent survives the sign-in: of the browser's decision and the user's, the stricter wins until the person decides.</summary>
public sealed class SignedInConsentTests
{
    private readonly ConsentApp _nodes = new();

    [Fact]
    public async Task What_a_browser_agreed_to_holds_after_the_sign_in()
    {
        await using var app = await _nodes.StartAsync();
        var browser = Browser(app);
        await PostAsync(browser, "/accept");
        await PostAsync(browser, "/in/ada");
        Assert.Equal("All", await LookAsync(browser));
    }

    [Fact]
    public async Task A_user_who_refused_on_another_browser_has_refused_here_with_the_sign_in_and_on_every_node()
    {
        await using var first = await _nodes.StartAsync();
        await using var second = await _nodes.StartAsync();
        await SignedInAsync(first, "/refuse");
        var node = second;
        var browser = new Browser(() => node.App.GetTestServer().CreateHandler());
        await PostAsync(browser, "/accept");
        Assert.Equal("All", await LookAsync(browser));
        await PostAsync(browser, "/in/ada");
        Assert.Equal("Security", await LookAsync(browser));
        // The cookie carries it, also to a node where the ticket is not read.
        node = first;
        Assert.Equal("Security", await LookAsync(browser));
        // Until the person decides.
        node = second;
        await PostAsync(browser, "/accept");
        Assert.Equal("All", await LookAsync(browser));
    }

    [Fact]
    public async Task What_the_user_refused_elsewhere_stays_with_this_browser_after_the_sign_out_also_when_the_sign_in_had_no_body()
    {
        await using var app = await _nodes.StartAsync();
        await SignedInAsync(app, "/refuse");
        var browser = Browser(app);
        await PostAsync(browser, "/accept");
        await PostAsync(browser, "/in/ada");
        await PostAsync(browser, "/out");
        Assert.Equal("Security", await LookAsync(browser));
    }

    [Fact]
    public async Task A_browser_that_refused_stays_so_when_its_user_has_agreed_elsewhere()
    {
        await using var app = await _nodes.StartAsync();
        await SignedInAsync(app, "/accept");
        var browser = Browser(app);
        await PostAsync(browser, "/refuse");
        await PostAsync(browser, "/in/ada");
        Assert.Equal("Security", await LookAsync(browser));
    }

    [Fact]
    public async Task What_a_user_agreed_to_counts_on_a_browser_that_has_not_decided_and_ends_with_the_sign_in()
    {
        await using var app = await _nodes.StartAsync();
        await SignedInAsync(app, "/accept");
        var browser = Browser(app);
        await PostAsync(browser, "/in/ada");
        Assert.Equal("All", await LookAsync(browser));
        Assert.Null(browser.Cookie("shop.example", ConsentName));
    }

    [Fact]
    public async Task A_withdrawal_on_one_browser_reaches_the_users_open_sessions_on_another_node()
    {
        await using var first = await _nodes.StartAsync();
        await using var second = await _nodes.StartAsync();
        var laptop = await SignedInAsync(second, "/accept");
        Assert.Equal("All", await LookAsync(laptop));
        var phone = await SignedInAsync(first, "/accept");
        await PostAsync(phone, "/withdraw");
        await Waiting.UntilAsync(async () => await LookAsync(laptop) == "Security", what: "the other node has read what its user decided");
    }

    [Fact]
    public async Task A_decision_that_storage_has_not_taken_yet_is_not_replaced_by_what_it_has()
    {
        await using var app = await _nodes.StartAsync();
        var browser = await SignedInAsync(app, "/accept");
        await app.SettledAsync(2);
        var user = new KeyedName(app.Events[^1].User);
        await _nodes.ProofsAsync(user.Pseudonym, 1);
        var users = app.Services.GetRequiredService<UserConsents>();
        users.Set(user, ConsentDecision.Of(TrackingPurposes.None, 1, 0), _nodes.Clock.GetUtcNow().AddSeconds(1));
        await users.LoadAsync(user, TimeSpan.FromMinutes(1), default);
        Assert.Equal(ConsentDecision.Decidable, users.Find(user)!.Value.Refused);
        Assert.Equal("Security", await LookAsync(browser));
    }

    [Fact]
    public async Task A_users_decisions_are_kept_with_the_users_pseudonym_also_a_refusal()
    {
        await using var app = await _nodes.StartAsync();
        await SignedInAsync(app, "/refuse");
        await app.SettledAsync(2);
        var user = app.Events[^1].User;
        Assert.False(user.IsNone);
        Assert.Equal(TrackingPurposes.None, Assert.Single(await _nodes.ProofsAsync(user, 1)).Granted);
        Assert.Single(await _nodes.AllProofsAsync());
    }

    [Fact]
    public async Task A_user_who_does_not_allow_analytics_is_not_counted_and_rules_know_the_user_all_the_same()
    {
        await using var app = await _nodes.StartAsync();
        var (refusing, allowing) = (await SignedInAsync(app, "/refuse"), await SignedInAsync(app, "/accept", "bob"));
        await LookAsync(refusing);
        await LookAsync(allowing);
        await app.SettledAsync(6);
        _nodes.Clock.Freeze(TimeSpan.FromHours(2));
        await app.ClosedAsync(2);
        var journeys = (await app.Reports.ListAsync(new SessionQuery { Live = false })).Items;
        Assert.Equal(2, journeys.Select(j => j.UserHash).OfType<string>().Distinct().Count());
        await Waiting.UntilAsync(async () => (await app.Reports.OverviewAsync(_nodes.Clock.GetUtcNow().AddDays(-1))).Users == 1, what: "one user is counted");
    }

    private static async Task<Browser> SignedInAsync(TrackedApp app, string decision, string user = "ada")
    {
        var browser = Browser(app);
        await PostAsync(browser, $"/in/{user}");
        Assert.Equal("true", await PostAsync(browser, decision));
        return browser;
    }
}
