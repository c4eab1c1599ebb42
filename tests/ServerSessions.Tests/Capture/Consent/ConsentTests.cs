using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Consents;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;
using static ServerSessions.Tests.Capture.Consent.ConsentApp;

namespace ServerSessions.Tests.Capture.Consent;

/// <summary>What a visitor decides holds from that request on, is proven, and is carried by a cookie that names no browser.</summary>
public sealed class ConsentTests
{
    private readonly ConsentApp _nodes = new();

    [Fact]
    public async Task Until_a_person_agrees_there_is_no_cookie_and_the_person_is_asked()
    {
        await using var app = await _nodes.StartAsync();
        var browser = Browser(app);
        Assert.Equal("Security ?", await LookAsync(browser));
        Assert.Equal("Security ?", await LookAsync(browser));
        Assert.Null(browser.Cookie("shop.example", SessionName));
        await app.SettledAsync(2);
        Assert.All(app.Events, e => Assert.Equal(KeyKind.Daily, e.KeyKind));
    }

    [Fact]
    public async Task An_agreement_holds_at_once_and_its_proof_is_kept_with_the_browsers_pseudonym()
    {
        await using var app = await _nodes.StartAsync(o => o.TextVersion = "2026-11");
        var browser = Browser(app);
        await LookAsync(browser);
        Assert.Equal("true", await PostAsync(browser, "/accept"));
        Assert.Equal("All", await LookAsync(browser));
        await app.SettledAsync(3);
        Assert.Equal([KeyKind.Daily, KeyKind.Cookie, KeyKind.Cookie], app.Events.Select(e => e.KeyKind));
        var proof = Assert.Single(await _nodes.ProofsAsync(app.Events[1].Key, 1));
        Assert.Equal(new ConsentEntry(proof.At, ConsentDecision.Decidable, TrackingPurposes.None, "2026-11", "banner"), proof);
        Assert.InRange(proof.At, TestClock.Epoch, _nodes.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_refusal_names_no_browser_and_leaves_nothing_in_storage()
    {
        await using var app = await _nodes.StartAsync();
        var (one, two) = (Browser(app), Browser(app));
        two.Extra["X-Other"] = "1";
        foreach (var browser in (Browser[])[one, two])
        {
            await PostAsync(browser, "/refuse");
            Assert.Equal("Security", await LookAsync(browser));
            Assert.Null(browser.Cookie("shop.example", SessionName));
        }

        Assert.NotNull(one.Cookie("shop.example", ConsentName));
        Assert.Equal(one.Cookie("shop.example", ConsentName), two.Cookie("shop.example", ConsentName));
        await app.SettledAsync(4);
        Assert.Empty(await _nodes.AllProofsAsync());
    }

    [Fact]
    public async Task Who_refused_is_not_asked_for_six_months_and_the_refusal_holds_after_that()
    {
        await using var app = await _nodes.StartAsync();
        var browser = Browser(app);
        await PostAsync(browser, "/refuse");
        _nodes.Clock.Freeze(TimeSpan.FromDays(183));
        Assert.Equal("Security", await LookAsync(browser));
        _nodes.Clock.Freeze(TimeSpan.FromDays(2));
        Assert.Equal("Security ?", await LookAsync(browser));
    }

    [Fact]
    public async Task A_refusal_where_no_agreement_was_needed_never_ends_by_itself()
    {
        await using var app = await _nodes.StartAsync(o => (o.Analytics, o.Personalization) = (ConsentMode.OptOut, ConsentMode.NotRequired));
        var browser = Browser(app);
        Assert.Equal("Security, Analytics, Personalization", await LookAsync(browser));
        await PostAsync(browser, "/refuse");
        Assert.Equal("Security", await LookAsync(browser));
        _nodes.Clock.Freeze(TimeSpan.FromDays(390));
        Assert.Equal("Security", await LookAsync(browser));
    }

    [Fact]
    public async Task Over_https_a_cookie_that_another_host_of_the_site_could_have_set_is_no_agreement()
    {
        await using var app = await _nodes.StartAsync();
        var (agreed, visitor) = (Browser(app), Browser(app));
        await PostAsync(agreed, "/accept");
        await LookAsync(agreed);
        var (consent, session) = (agreed.Cookie("shop.example", ConsentName)!, agreed.Cookie("shop.example", SessionName)!);
        visitor.Extra["Cookie"] = $"{ConsentName[7..]}={consent}; {SessionName[7..]}={session}";
        Assert.Equal("Security ?", await LookAsync(visitor));
        await app.SettledAsync(3);
        Assert.NotEqual(app.Events[1].Key, app.Events[^1].Key);
    }

    [Fact]
    public async Task An_agreement_ends_with_its_lifetime()
    {
        await using var app = await _nodes.StartAsync();
        var browser = Browser(app);
        await PostAsync(browser, "/accept");
        _nodes.Clock.Freeze(TimeSpan.FromDays(183));
        Assert.Equal("All", await LookAsync(browser));
        _nodes.Clock.Freeze(TimeSpan.FromDays(2));
        Assert.Equal("Security ?", await LookAsync(browser));
    }

    [Fact]
    public async Task Another_text_asks_again_and_only_the_refusal_still_holds()
    {
        await using var before = await _nodes.StartAsync(o => o.Analytics = ConsentMode.OptOut);
        await using var after = await _nodes.StartAsync(o => (o.Analytics, o.TextVersion) = (ConsentMode.OptOut, "2"));
        var node = before;
        Browser Moving() => new(() => node.App.GetTestServer().CreateHandler());
        var (agreed, refused) = (Moving(), Moving());
        await PostAsync(agreed, "/accept");
        await PostAsync(refused, "/refuse");
        node = after;
        Assert.Equal("Security, Analytics ?", await LookAsync(agreed));
        Assert.Equal("Security ?", await LookAsync(refused));
    }

    [Fact]
    public async Task Withdrawing_is_one_call_holds_with_the_next_request_on_every_node_and_erases_what_rested_on_it()
    {
        var erasure = new RecordingErasure();
        await using var first = await _nodes.StartAsync(services: erasure.Register);
        await using var second = await _nodes.StartAsync(services: erasure.Register);
        var node = first;
        var browser = new Browser(() => node.App.GetTestServer().CreateHandler());
        await PostAsync(browser, "/accept");
        await LookAsync(browser);
        node = second;
        Assert.Equal("All", await LookAsync(browser));
        Assert.Equal("true", await PostAsync(browser, "/withdraw"));
        Assert.Null(browser.Cookie("shop.example", SessionName));
        node = first;
        Assert.Equal("Security", await LookAsync(browser));
        await first.SettledAsync(3);
        await second.SettledAsync(2);
        var key = first.Events[0].Key;
        Assert.Equal([KeyKind.Cookie, KeyKind.Cookie, KeyKind.Daily], first.Events.Select(e => e.KeyKind));
        Assert.Equal([KeyKind.Cookie, KeyKind.Daily], second.Events.Select(e => e.KeyKind));
        // The earlier steps are not linked to the request that ends the consent.
        Assert.True(second.Events[1].Detail!.IsPastUnseen);
        var proofs = await _nodes.ProofsAsync(key, 2);
        Assert.Equal([TrackingPurposes.None, ConsentDecision.Decidable], proofs.Select(p => p.Refused));
        await Waiting.UntilAsync(() => erasure.Calls.Count == 1, what: "the erasure is called");
        Assert.Equal((key, Pseudonym.None, ConsentDecision.Decidable), erasure.Calls[0]);
    }

    [Fact]
    public async Task Withdrawing_one_purpose_leaves_the_others()
    {
        await using var app = await _nodes.StartAsync();
        var browser = Browser(app);
        await PostAsync(browser, "/accept");
        await PostAsync(browser, "/withdraw?of=Personalization");
        Assert.Equal("Security, Analytics, Recording", await LookAsync(browser));
        Assert.NotNull(browser.Cookie("shop.example", SessionName));
    }

    [Fact]
    public async Task Withdrawing_decides_nothing_that_was_undecided()
    {
        await using var app = await _nodes.StartAsync(o => o.Personalization = ConsentMode.NotRequired);
        var browser = Browser(app);
        await PostAsync(browser, "/analytics");
        await PostAsync(browser, "/withdraw?of=Analytics");
        await app.SettledAsync(2);
        var last = (await _nodes.ProofsAsync(app.Events[0].Key, 2))[^1];
        Assert.Equal(TrackingPurposes.None, last.Granted);
    }

    [Theory]
    [InlineData("Sec-GPC")]
    [InlineData("DNT")]
    public async Task A_browser_that_asks_not_to_be_tracked_has_refused_and_is_not_asked(string header)
    {
        await using var app = await _nodes.StartAsync();
        var browser = Browser(app);
        await PostAsync(browser, "/accept");
        browser.Extra[header] = "1";
        Assert.Equal("Security", await LookAsync(browser));
        Assert.Equal("Security", await LookAsync(Browser(app) is var other && (other.Extra[header] = "1") is not null ? other : browser));
        await app.SettledAsync(3);
        Assert.Equal([KeyKind.Cookie, KeyKind.Daily, KeyKind.Daily], app.Events.Select(e => e.KeyKind));
    }

    [Theory]
    [InlineData("Sec-GPC")]
    [InlineData("DNT")]
    public async Task An_agreement_of_a_browser_that_asks_not_to_be_tracked_has_no_proof_and_counts_for_nothing(string header)
    {
        await using var app = await _nodes.StartAsync();
        var browser = Browser(app);
        browser.Extra[header] = "1";
        await PostAsync(browser, "/accept");
        Assert.Equal("Security", await LookAsync(browser));
        browser.Extra.Remove(header);
        Assert.Equal("Security ?", await LookAsync(browser));
        Assert.Empty(await _nodes.AllProofsAsync());
    }

    [Fact]
    public async Task A_cookie_that_was_changed_decides_nothing()
    {
        await using var app = await _nodes.StartAsync();
        var browser = Browser(app);
        await PostAsync(browser, "/refuse");
        var genuine = browser.Cookie("shop.example", ConsentName)!;
        var changed = Enumerable.Range(0, genuine.Length).Select(i => genuine[..i] + (genuine[i] == 'A' ? 'B' : 'A') + genuine[(i + 1)..])
            .Concat([genuine[..^4], genuine + "AAAA", "", new string('A', genuine.Length), new string('!', genuine.Length), new string('A', 60_000)]);
        foreach (var value in changed)
        {
            var other = Browser(app);
            other.Extra["Cookie"] = $"{ConsentName}={value}";
            Assert.Equal("Security ?", await LookAsync(other));
        }

        var same = Browser(app);
        same.Extra["Cookie"] = $"{ConsentName}={genuine}";
        Assert.Equal("Security", await LookAsync(same));
    }

    [Fact]
    public async Task A_decision_that_comes_too_late_is_reported_and_not_kept()
    {
        await using var app = await _nodes.StartAsync(map: a => a.MapPost("/late", async (HttpContext c) =>
        {
            await c.Response.StartAsync();
            await c.Response.WriteAsync($"{c.GetTrackedSession()!.Consent(TrackingPurposes.All)}");
        }));
        var browser = Browser(app);
        Assert.Equal("False", await PostAsync(browser, "/late"));
        Assert.Equal("Security ?", await LookAsync(browser));
    }

    [Fact]
    public async Task A_proof_that_storage_does_not_take_comes_later_and_the_decision_holds_meanwhile()
    {
        await using var app = await _nodes.StartAsync();
        var spy = (SpyStorage)(object)app.Services.GetRequiredService<ISessionStorage>();
        spy.DocumentsFail = true;
        var browser = Browser(app);
        await PostAsync(browser, "/accept");
        Assert.Equal("All", await LookAsync(browser));
        await Waiting.UntilAsync(() => app.Warned("A proof of consent could not be stored"), what: "the delay is logged");
        spy.DocumentsFail = false;
        await app.SettledAsync(2);
        await Waiting.UntilAsync(async () =>
        {
            _nodes.Clock.Freeze(TimeSpan.FromSeconds(2));
            return (await _nodes.AllProofsAsync()).Count == 1;
        }, what: "the proof is stored");
    }

    [Fact]
    public async Task The_frameworks_feature_can_be_served_with_these_decisions()
    {
        await using var app = await _nodes.StartAsync(o => o.ServesTrackingConsentFeature = true, map: a =>
        {
            a.MapGet("/feature", (HttpContext c) => c.Features.GetRequiredFeature<ITrackingConsentFeature>() is var f ? $"{f.IsConsentNeeded} {f.CanTrack}" : "");
            a.MapPost("/feature", (HttpContext c, bool grants) => (grants ? (Action)c.Features.GetRequiredFeature<ITrackingConsentFeature>().GrantConsent : c.Features.GetRequiredFeature<ITrackingConsentFeature>().WithdrawConsent)());
        });
        var browser = Browser(app);
        async Task<string> FeatureAsync() => await (await browser.OpenAsync(Shop + "/feature")).Content.ReadAsStringAsync();
        Assert.Equal("True False", await FeatureAsync());
        await PostAsync(browser, "/feature?grants=true");
        Assert.Equal("False True", await FeatureAsync());
        await PostAsync(browser, "/feature?grants=false");
        Assert.Equal("False False", await FeatureAsync());
    }

    [Fact]
    public void Configuration_that_does_not_name_the_mode_of_recording_leaves_it_unset()
    {
        ConsentOptions Bound(params (string Key, string Value)[] settings)
        {
            var options = new ConsentOptions();
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build().Bind(options);
            return options;
        }

        Assert.Equal((null, false), (Bound(("TextVersion", "2")).Recording, Bound(("TextVersion", "2")).Asked.HasFlag(TrackingPurposes.Recording)));
        Assert.True(Bound(("Recording", "OptIn")).Asked.HasFlag(TrackingPurposes.Recording));
    }

    [Fact]
    public async Task Proofs_end_with_their_retention()
    {
        await using var app = await _nodes.StartAsync(o => o.ProofRetention = TimeSpan.FromDays(200));
        await PostAsync(Browser(app), "/accept");
        await Waiting.UntilAsync(async () => (await _nodes.AllProofsAsync()).Count == 1, what: "the proof is stored");
        _nodes.Clock.Freeze(TimeSpan.FromDays(199));
        await new ConsentStore(_nodes.Storage, 2).TidyAsync(_nodes.Clock.GetUtcNow().AddDays(-200), _nodes.Clock.GetUtcNow(), default);
        Assert.Single(await _nodes.AllProofsAsync());
        await Waiting.UntilAsync(async () =>
        {
            _nodes.Clock.Freeze(TimeSpan.FromDays(1));
            return (await _nodes.AllProofsAsync()).Count == 0;
        }, what: "the proof is removed");
    }
}
