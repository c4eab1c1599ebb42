using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Consents;
using ServerSessions.Journeys.People;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Storage;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Personalization;

/// <summary>Nudges in one process: when one is shown, how often, to whom, and what it is measured by.</summary>
public sealed class NudgeTests
{
    [Fact]
    public async Task A_tip_is_shown_after_the_third_failure_once_and_its_exposure_is_recorded()
    {
        await using var app = await StartAsync();
        var early = app.Visitor();
        await early.VisitAsync("/journey");
        await early.PostAsync("/pay", null);
        Assert.Empty(await early.NudgesAsync());

        var (visitor, nudge) = await NudgeShop.ShownAsync(() => NudgeShop.StuckAsync(app.Visitor()));

        Assert.Equal((NudgeShop.Tip, NudgeShop.Text, "/help"), (nudge.Name, nudge.Text, nudge.Link));
        Assert.Empty(await visitor.NudgesAsync());
        await Waiting.UntilAsync(
            async () => (await visitor.JourneyAsync()).Variants.Select(v => $"{v.Experiment}={v.Variant}").Order(StringComparer.Ordinal).SequenceEqual(["nudge:payment-help=shown", "nudges=shown"]),
            what: "the exposures are in the journey");
    }

    [Fact]
    public async Task Whoever_asks_within_one_request_gets_the_same_nudge()
    {
        await using var app = await StartAsync();
        for (var i = 0; ; i++)
        {
            var visitor = await NudgeShop.StuckAsync(app.Visitor());
            if (JsonSerializer.Deserialize<string[]>(await visitor.GetStringAsync("/both"))! is [var first, var second])
            {
                Assert.Equal(first, second);
                return;
            }

            Assert.True(i < 10, "no nudge was shown");
        }
    }

    [Fact]
    public async Task Of_many_tabs_at_once_exactly_one_shows_it()
    {
        await using var app = await StartAsync();
        var shown = 0;
        for (var i = 0; i < 10 && shown == 0; i++)
        {
            var visitor = await NudgeShop.StuckAsync(app.Visitor());
            var tabs = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => visitor.NudgesAsync()));
            shown = tabs.Sum(t => t.Length);
        }

        Assert.Equal(1, shown);
    }

    [Theory]
    [InlineData("Sec-Purpose", "prefetch")]
    [InlineData("Sec-Purpose", "prefetch;prerender")]
    [InlineData("Sec-GPC", "1")]
    [InlineData("DNT", "1")]
    [InlineData("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    public async Task What_no_person_sees_or_allows_claims_nothing(string header, string value)
    {
        await using var app = await StartAsync();
        var visitors = new List<HttpClient>();
        for (var i = 0; i < 10; i++)
        {
            var visitor = await NudgeShop.StuckAsync(app.Visitor());
            visitors.Add(visitor);
            using var request = new HttpRequestMessage(HttpMethod.Get, "/page");
            request.Headers.TryAddWithoutValidation(header, value);
            var answer = await visitor.SendAsync(request);
            Assert.Equal("[]", await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal(0, await MemoriesAsync(app));
        // The same people are shown one when they see the page.
        var shown = 0;
        foreach (var visitor in visitors)
            shown += (await visitor.NudgesAsync()).Length;
        Assert.InRange(shown, 1, 10);
    }

    [Fact]
    public async Task A_sign_in_does_not_bring_back_what_the_browser_was_shown_or_has_dismissed()
    {
        await using var app = await StartAsync();
        var (visitor, nudge) = await NudgeShop.ShownAsync(() => NudgeShop.StuckAsync(app.Visitor()));
        await visitor.PostAsync("/in/ada", null);
        await NudgeShop.StuckAsync(visitor);
        Assert.Empty(await visitor.NudgesAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.PostAsync($"/me/nudges/{nudge.Id}/dismiss", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync($"/me/nudges/{nudge.Id}/dismiss", null)).StatusCode);
    }

    [Fact]
    public async Task A_user_who_has_no_cookie_of_ours_is_shown_one_once_on_all_devices_and_is_in_no_comparison()
    {
        await using var app = await StartAsync(options: o => o.Mode = TrackingMode.Cookieless);
        var (visitor, user, nudge) = (app.Visitor(), 0, default(ShownNudge));
        // One user in fifty is in a holdout.
        for (; nudge is null && user < 10; user++)
        {
            await (visitor = app.Visitor()).PostAsync($"/in/user-{user}", null);
            nudge = (await (await NudgeShop.StuckAsync(visitor)).NudgesAsync()).FirstOrDefault();
        }

        Assert.Equal(NudgeShop.Tip, nudge?.Name);
        var phone = app.Visitor();
        await phone.PostAsync($"/in/user-{user - 1}", null);
        Assert.Empty(await (await NudgeShop.StuckAsync(phone)).NudgesAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await phone.PostAsync($"/me/nudges/{nudge!.Id}/dismiss", null)).StatusCode);
        Assert.Empty((await visitor.JourneyAsync()).Variants);
        // Nothing names an anonymous visitor for longer than a day.
        Assert.Empty(await (await NudgeShop.StuckAsync(app.Visitor())).NudgesAsync());
    }

    [Fact]
    public async Task Who_agrees_after_the_sign_in_is_shown_one()
    {
        await using var app = await StartAsync(options: o => (o.Consent.Analytics, o.Consent.Personalization) = (ConsentMode.OptIn, ConsentMode.OptIn));
        for (var i = 0; ; i++)
        {
            var visitor = app.Visitor();
            await visitor.PostAsync($"/in/user-{i}", null);
            await NudgeShop.StuckAsync(visitor);
            Assert.Empty(await visitor.NudgesAsync());
            await visitor.PostAsync("/accept", null);
            if ((await (await NudgeShop.StuckAsync(visitor)).NudgesAsync()) is [_])
                return;
            Assert.True(i < 10, "no nudge was shown");
        }
    }

    [Fact]
    public async Task What_a_user_was_shown_and_dismissed_does_not_come_back_in_the_browser_after_the_sign_out()
    {
        await using var app = await StartAsync();
        // A nudge that was withheld counts for its user, so each try is another one's.
        var user = 0;
        var (visitor, nudge) = await NudgeShop.ShownAsync(async () =>
        {
            var browser = app.Visitor();
            await browser.VisitAsync("/");
            await browser.PostAsync($"/in/user-{user++}", null);
            return await NudgeShop.StuckAsync(browser);
        });
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.PostAsync($"/me/nudges/{nudge.Id}/dismiss", null)).StatusCode);
        await visitor.PostAsync("/out", null);
        Assert.Empty(await (await NudgeShop.StuckAsync(visitor)).NudgesAsync());
        await app.SettledAsync(12);
        var store = app.Services.GetRequiredService<NudgeStore>();
        var browsers = new List<NudgeShowing>();
        foreach (var key in app.Events.Select(e => e.Key).Distinct())
            browsers.AddRange((await store.FindAsync(key, default)).Memory.Showings);
        Assert.NotEqual(0, Assert.Single(browsers, s => s.Id == nudge.Id).DismissedAt);
    }

    [Fact]
    public async Task While_storage_is_away_no_nudge_is_shown_and_the_page_is_served()
    {
        await using var app = await StartAsync();
        var visitors = new List<HttpClient>();
        for (var i = 0; i < 3; i++)
            visitors.Add(await NudgeShop.StuckAsync(app.Visitor()));
        app.Storage.DocumentsFail = true;
        foreach (var visitor in visitors)
            Assert.Empty(await visitor.NudgesAsync());
        app.Storage.DocumentsFail = false;
        Assert.Equal(0, await MemoriesAsync(app));
    }

    [Fact]
    public async Task A_node_that_a_withdrawal_has_not_reached_claims_no_nudge_and_writes_no_document_again()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(clock: clock);
        var (visitor, _) = await NudgeShop.ShownAsync(() => NudgeShop.StuckAsync(app.Visitor(), clock));
        var store = app.Services.GetRequiredService<NudgeStore>();
        var person = await ShownToAsync(app);

        // The visitor's cookie does not have the withdrawal, as on another device of the same user.
        await app.Services.GetRequiredService<IConsentErasure>().EraseAsync(
            new ConsentWithdrawal(person, default, TrackingPurposes.Personalization, TrackingPurposes.None, clock.GetUtcNow()), default);
        Assert.Empty(await visitor.NudgesAsync());
        Assert.Empty((await store.FindAsync(person, default)).Memory.Showings);

        clock.Advance(PersonStore.Spreading + TimeSpan.FromSeconds(1));
        Assert.Single(await visitor.NudgesAsync());
    }

    [Fact]
    public async Task A_claim_that_was_read_before_a_withdrawal_and_is_written_after_it_fails()
    {
        await using var app = await StartAsync();
        var (store, person, now) = (app.Services.GetRequiredService<NudgeStore>(), new Pseudonym(1, 2), DateTimeOffset.UtcNow);
        var (memory, version) = await store.FindAsync(person, default);
        await store.WithdrawAsync(person, now, leavesMark: true, default);
        Assert.False(await store.TryWriteAsync(person, memory.With(new NudgeShowing("1", NudgeShop.Tip, 1)), version, now, default));
        // A repetition changes nothing.
        var before = (await store.FindAsync(person, default)).Version;
        await store.WithdrawAsync(person, now, leavesMark: true, default);
        Assert.Equal(before, (await store.FindAsync(person, default)).Version);
    }

    [Fact]
    public async Task A_dismissal_is_remembered_and_only_the_persons_own()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(clock: clock, options: o => o.Nudges.Rules[0].Every = TimeSpan.FromHours(1));
        var (visitor, nudge) = await NudgeShop.ShownAsync(() => NudgeShop.StuckAsync(app.Visitor(), clock));
        var stranger = await NudgeShop.StuckAsync(app.Visitor(), clock);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"/me/nudges/{nudge.Id}/dismiss", null)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await visitor.PostAsync($"/me/nudges/{nudge.Id}/dismiss", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync($"/me/nudges/{nudge.Id}/dismiss", null)).StatusCode);
        using var crossSite = new HttpRequestMessage(HttpMethod.Post, $"/me/nudges/{nudge.Id}/dismiss");
        crossSite.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SendAsync(crossSite)).StatusCode);
        clock.Advance(TimeSpan.FromDays(3));
        Assert.Empty(await (await NudgeShop.StuckAsync(visitor, clock)).NudgesAsync());
    }

    [Fact]
    public async Task A_nudge_comes_again_after_its_time_when_it_was_not_dismissed()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(clock: clock);
        var (visitor, _) = await NudgeShop.ShownAsync(() => NudgeShop.StuckAsync(app.Visitor(), clock));
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await (await NudgeShop.StuckAsync(visitor, clock)).NudgesAsync());
        clock.Advance(TimeSpan.FromDays(6));
        Assert.Single(await (await NudgeShop.StuckAsync(visitor, clock)).NudgesAsync());
    }

    [Fact]
    public async Task A_page_without_a_nudge_may_be_stored_and_one_with_it_may_not()
    {
        await using var app = await StartAsync();
        var calm = app.Visitor();
        Assert.Null((await calm.GetAsync("/tag")).Headers.CacheControl?.NoStore is true ? "stored nowhere" : null);
        for (var i = 0; i < 10; i++)
        {
            var answer = await (await NudgeShop.StuckAsync(app.Visitor())).GetAsync("/tag");
            if ((await answer.Content.ReadAsStringAsync()).Length == 0)
                continue;
            Assert.True(answer.Headers.CacheControl is { NoStore: true, Private: true });
            return;
        }

        Assert.Fail("No nudge was shown.");
    }

    [Fact]
    public async Task The_feed_claims_for_scripts_and_the_stream_says_when_without_claiming()
    {
        await using var app = await StartAsync();
        for (var i = 0; ; i++)
        {
            var visitor = await NudgeShop.StuckAsync(app.Visitor());
            Assert.Contains("event: nudge", await visitor.GetStringAsync("/me/nudges/events"), StringComparison.Ordinal);
            var answer = await visitor.GetAsync("/me/nudges");
            Assert.True(answer.Headers.CacheControl!.NoStore);
            var items = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("items");
            if (items.GetArrayLength() == 1)
            {
                Assert.Equal(NudgeShop.Tip, items[0].GetProperty("name").GetString());
                Assert.Equal("{\"items\":[]}", await visitor.GetStringAsync("/me/nudges"));
                await Waiting.UntilAsync(
                    async () => (await visitor.JourneyAsync()).Variants.Any(v => v is { Experiment: "nudge:payment-help", Variant: "shown" }), what: "the exposure of a passive request is recorded");
                // The visitor's own journey has only what the visitor did.
                Assert.DoesNotContain((await visitor.JourneyAsync()).Steps, s => s.Name.Contains("nudges", StringComparison.Ordinal));
                return;
            }

            Assert.True(i < 10, "no nudge was shown");
        }
    }

    [Theory]
    [InlineData("/tag")]
    [InlineData("/component")]
    public async Task It_is_rendered_as_a_landmark_that_works_without_a_script_and_encodes_its_texts(string path)
    {
        await using var app = await StartAsync();
        for (var i = 0; ; i++)
        {
            var visitor = await NudgeShop.StuckAsync(app.Visitor());
            var html = await visitor.GetStringAsync(path);
            if (html.Contains("aside", StringComparison.Ordinal))
            {
                Assert.StartsWith("<aside class=\"session-nudges\" aria-label=\"Suggestions\">", html, StringComparison.Ordinal);
                Assert.Contains("Try &lt;another&gt; card &amp; &quot;smile&quot;", html, StringComparison.Ordinal);
                Assert.Contains("Help &lt;now&gt;</a>", html, StringComparison.Ordinal);
                Assert.Contains("<button type=\"submit\">Dismiss</button>", html, StringComparison.Ordinal);
                Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
                Assert.DoesNotContain("aside", await visitor.GetStringAsync(path), StringComparison.Ordinal);
                await DismissAsync(visitor, html);
                return;
            }

            Assert.True(i < 10, "no nudge was shown");
        }
    }

    [Fact]
    public async Task Each_nudge_reports_its_lift_against_its_holdout_and_all_against_the_global_one()
    {
        await using var app = await StartAsync(options: o =>
        {
            o.Nudges.Rules[0].Holdout = 0.5;
            o.Nudges.Holdout = 0.3;
        });
        var (shown, bought) = (0, 0);
        for (var i = 0; i < 40; i++)
        {
            var visitor = await NudgeShop.StuckAsync(app.Visitor());
            var isShown = (await visitor.NudgesAsync()).Length == 1;
            // A second look changes nothing for those of a holdout either: their claim counts.
            Assert.Empty(await visitor.NudgesAsync());
            if (isShown)
            {
                await visitor.PostAsync("/bought", null);
                bought++;
            }

            shown += isShown ? 1 : 0;
            await visitor.PostAsync("/leave", null);
        }

        await app.ClosedAsync(40);
        var report = JsonDocument.Parse(await app.Visitor("application/json").GetStringAsync("/admin/sessions/insights/nudges")).RootElement;

        Assert.Equal(40, report.GetProperty("all").GetProperty("exposed").GetInt32());
        var effect = report.GetProperty("nudges")[0];
        Assert.Equal(NudgeShop.Tip, effect.GetProperty("nudge").GetString());
        var variants = effect.GetProperty("readout").GetProperty("variants");
        Assert.Equal(("holdout", "shown"), (variants[0].GetProperty("variant").GetString(), variants[1].GetProperty("variant").GetString()));
        Assert.Equal((shown, bought), (variants[1].GetProperty("exposures").GetInt32(), variants[1].GetProperty("metrics")[0].GetProperty("conversions").GetInt32()));
        Assert.Equal(0, variants[0].GetProperty("metrics")[0].GetProperty("conversions").GetInt32());
        Assert.Equal(report.GetProperty("all").GetProperty("variants")[1].GetProperty("exposures").GetInt32(), shown + variants[0].GetProperty("exposures").GetInt32());
    }

    [Theory]
    [InlineData("holdout", "Nudges.Holdout is 0")]
    [InlineData("own holdout", "the holdout of the nudge \"payment-help\" is 0")]
    [InlineData("link", "expected a path of the application")]
    [InlineData("memory", "LiveJourney.RemembersPeople is false")]
    [InlineData("name", "the name of the nudge \"a b\"")]
    [InlineData("twice", "two nudges have the name")]
    [InlineData("segment", "cannot be used")]
    [InlineData("experiment", "by which nudges are measured")]
    public async Task A_nudge_that_cannot_work_stops_the_start_with_what_to_write(string fault, string sentence)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(options: o =>
        {
            var rule = o.Nudges.Rules[0];
            switch (fault)
            {
                case "holdout": o.Nudges.Holdout = 0; break;
                case "own holdout": rule.Holdout = 0; break;
                case "link": rule.Link = "//evil.example"; break;
                case "memory": (rule.Trigger, o.LiveJourney.RemembersPeople) = (NudgeTrigger.UnfinishedTask, false); break;
                case "name": rule.Name = "a b"; break;
                case "twice": o.Nudges.Rules.Add(new Nudge { Name = rule.Name, Trigger = NudgeTrigger.Backtracking }); break;
                case "segment": rule.Segment.Add("colour:red"); break;
                default: o.Experiments.Add(new Experiment("nudge:mine")); break;
            }
        }));
        Assert.Contains(sentence, refused.ToString(), StringComparison.Ordinal);
    }

    private static async Task DismissAsync(HttpClient visitor, string html)
    {
        var action = Between(html, "action=\"", "\"");
        Assert.StartsWith("/me/nudges/", action, StringComparison.Ordinal);
        var input = html.Contains("<input", StringComparison.Ordinal) ? Between(html, "<input", ">") : null;
        var fields = input is null ? [] : new Dictionary<string, string> { [Between(input, "name=\"", "\"")] = WebUtility.HtmlDecode(Between(input, "value=\"", "\"")) };
        using var form = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) };
        form.Headers.Referrer = new Uri("http://localhost/cart?x=1");
        var answer = await visitor.SendAsync(form);
        Assert.Equal((HttpStatusCode.SeeOther, "/cart?x=1"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    private static string Between(string text, string start, string end)
    {
        var at = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[at..text.IndexOf(end, at, StringComparison.Ordinal)];
    }

    private static async Task<Pseudonym> ShownToAsync(TrackedApp app)
    {
        var (storage, store) = (app.Services.GetRequiredService<ISessionStorage>(), app.Services.GetRequiredService<NudgeStore>());
        for (var partition = 0; partition < storage.Partitions; partition++)
            foreach (var document in await storage.ListAsync(partition, NudgeStore.Table, DocumentRange.Newest(100), default))
                if (Pseudonym.TryParse(document.Id, out var person) && (await store.FindAsync(person, default)).Memory.Showings.Any(s => !s.IsWithheld))
                    return person;
        throw new InvalidOperationException("No person was shown a nudge.");
    }

    private static async Task<int> MemoriesAsync(TrackedApp app)
    {
        var (storage, count) = (app.Services.GetRequiredService<ISessionStorage>(), 0);
        for (var partition = 0; partition < storage.Partitions; partition++)
            count += (await storage.ListAsync(partition, NudgeStore.Table, DocumentRange.Newest(100), default)).Count;
        return count;
    }

    private static Task<TrackedApp> StartAsync(TestClock? clock = null, Action<SessionTrackingOptions>? options = null) => TrackedApp.StartAsync(
        web =>
        {
            web.UseAuthentication();
            NudgeShop.Map(web);
            web.MapPost("/in/{user}", (HttpContext context, string user) => SignInApp.SignInAsync(context, user));
            web.MapPost("/out", (HttpContext context) => context.SignOutAsync());
            web.MapPost("/accept", (HttpContext context) => $"{context.GetTrackedSession()!.Consent(TrackingPurposes.All)}");
        },
        services =>
        {
            SignInApp.Services(services);
            services.AddRazorComponents();
            services.AddAntiforgery();
            if (clock is not null)
                services.AddSingleton<TimeProvider>(clock);
        },
        o =>
        {
            NudgeShop.Options(o);
            options?.Invoke(o);
        });
}
