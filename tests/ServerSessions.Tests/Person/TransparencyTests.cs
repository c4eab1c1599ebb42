using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Person;

/// <summary>The transparency document says what runs: every setting that it is about changes it.</summary>
public sealed partial class TransparencyTests
{
    public static TheoryData<string, Action<SessionTrackingOptions>, string> Changes => new()
    {
        { "profile", o => o.Profile = TrackingProfile.AudienceOnly, "\"profile\":\"audienceOnly\"" },
        { "mode", o => o.Mode = TrackingMode.Cookieless, "\"mode\":\"cookieless\"" },
        { "consent", o => o.Consent.Analytics = ConsentMode.OptOut, "\"mode\":\"optOut\"" },
        { "legal basis", o => o.Transparency.LegalBases[TrackingPurposes.Analytics] = "consent of Article 6", "\"legalBasis\":\"consent of Article 6\"" },
        { "controller", o => o.Transparency.Controller = "Fern GmbH", "\"controller\":\"Fern GmbH\"" },
        { "contact", o => o.Transparency.Contact = "privacy@fern.example", "\"objection\":\"privacy@fern.example\"" },
        { "objection", o => o.Transparency.Objection = "write to the desk", "\"objection\":\"write to the desk\"" },
        { "recipient", o => o.Transparency.Recipients.Add("Hosting Ltd"), "Hosting Ltd" },
        { "use", o => o.Transparency.Improvements.Add(new DataUse { Name = "2026.11", What = "the checkout has one step less" }), "the checkout has one step less" },
        { "cookie", o => o.Cookie.MaxAge = TimeSpan.FromDays(31), "31 days" },
        { "proofs", o => o.Consent.ProofRetention = TimeSpan.FromDays(777), "777 days after the newest decision" },
        { "alerts", o => o.AlertRetention = TimeSpan.FromDays(55), "55 days" },
        { "remembered people", o => (o.LiveJourney.RemembersPeople, o.LiveJourney.Kept) = (true, TimeSpan.FromDays(19)), "19 days after the last change" },
        { "nudges", o => o.Nudges.Rules.Add(new Nudge { Name = "continue", Trigger = NudgeTrigger.Backtracking, Text = "Continue?" }), "Which suggestions a person was shown" },
        { "trait", o => o.Traits.Add(new TraitOptions { Name = "plan" }), "The trait \\u0022plan\\u0022" },
        { "rule", o => (o.Responses.Rules["D5"], o.Detection.Modes["D5"]) = (new RuleResponse(ResponseKind.Block, TimeSpan.FromMinutes(42)), DetectionMode.Enforce), "42 minutes" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task It_changes_with_the_configuration(string what, Action<SessionTrackingOptions> change, string expected)
    {
        Assert.NotEmpty(what);
        await using var plain = await StartAsync(_ => { });
        await using var changed = await StartAsync(change);
        Assert.DoesNotContain(expected, await JsonAsync(plain), StringComparison.Ordinal);
        Assert.Contains(expected, await JsonAsync(changed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_in_shadow_decides_about_no_one()
    {
        await using var app = await StartAsync(o => (o.Responses.Rules["D5"], o.Detection.Modes["D5"]) = (new RuleResponse(ResponseKind.Block), DetectionMode.Shadow));
        Assert.Contains("\"rules\":[]", await JsonAsync(app), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_retention_is_the_storages()
    {
        await using var app = await StartAsync(_ => { }, s => s.AddSingleton(new DataRetention(TimeSpan.FromDays(12), TimeSpan.FromDays(34))));
        var json = await JsonAsync(app);
        Assert.Contains("12 days after the visit", json, StringComparison.Ordinal);
        Assert.Contains("34 days", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_readable_without_a_script_and_every_text_is_encoded()
    {
        await using var app = await StartAsync(o =>
        {
            o.Transparency.Controller = "<script>alert(1)</script>";
            o.Transparency.Recipients.Add("\"><img src=x onerror=alert(1)>");
            o.Transparency.Improvements.Add(new DataUse { Name = "<b>", What = "</td><script>" });
        });
        var answer = await app.Visitor().GetAsync("/transparency");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("text/html", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Empty(Unexpected().Matches(page));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("not stated by the operator", page, StringComparison.Ordinal);
        Assert.Contains("no legal advice", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/transparency", "")]
    [InlineData("/about/what-we-record", "")]
    [InlineData("/about/what-we-record", "/shop")]
    public async Task Its_style_sheet_is_found_below_every_pattern_and_path_base(string pattern, string pathBase)
    {
        await using var app = await TrackedApp.StartAsync(a =>
        {
            a.UsePathBase("/shop");
            a.UseRouting();
            a.MapTransparency(pattern);
        });
        var visitor = app.Visitor();
        var page = await visitor.GetStringAsync(pathBase + pattern);
        var href = StyleSheet().Match(page).Groups[1].Value;
        var style = await visitor.GetAsync(new Uri(new Uri(visitor.BaseAddress!, pathBase + pattern), href));
        Assert.Equal("text/css", style.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Each_condition_of_the_exemptions_is_met_by_a_setting_and_not_without_it()
    {
        async Task<Dictionary<string, bool>> ConditionsAsync(Action<SessionTrackingOptions> options, TimeSpan figures, bool mapsConsent = true)
        {
            await using var app = await StartAsync(
                o =>
                {
                    o.Profile = TrackingProfile.AudienceOnly;
                    options(o);
                },
                s => s.AddSingleton(new DataRetention(TimeSpan.FromDays(30), figures)), mapsConsent);
            return JsonDocument.Parse(await JsonAsync(app)).RootElement.GetProperty("conditions").EnumerateArray()
                .ToDictionary(c => c.GetProperty("id").GetString()!, c => c.GetProperty("isMet").GetBoolean());
        }

        var met = await ConditionsAsync(o => o.Cookie.MaxAge = TimeSpan.FromDays(395), TimeSpan.FromDays(760));
        Assert.Equal(10, met.Count);
        Assert.All(met, c => Assert.True(c.Value, c.Key));
        Assert.False((await ConditionsAsync(_ => { }, TimeSpan.FromDays(761)))["data-lifetime"]);
        Assert.False((await ConditionsAsync(_ => { }, TimeSpan.FromDays(30), mapsConsent: false))["objection"]);
        Assert.False((await ConditionsAsync(o => o.Transparency.Recipients.Add("Ads Ltd"), TimeSpan.FromDays(30)))["no-transfer"]);
    }

    [Fact]
    public async Task The_full_profile_claims_no_exemption()
    {
        await using var app = await StartAsync(_ => { });
        Assert.Contains("\"conditions\":[]", await JsonAsync(app), StringComparison.Ordinal);
    }

    // The only elements that the page has.
    [GeneratedRegex("rel=\"stylesheet\" href=\"([^\"]+)\"")]
    private static partial Regex StyleSheet();

    [GeneratedRegex("""<(?!/?(?:html|head|meta|title|link|body|nav|ul|li|a|main|section|div|h1|h2|p|table|caption|thead|tbody|tr|th|td|!DOCTYPE)\b)""", RegexOptions.IgnoreCase)]
    private static partial Regex Unexpected();

    private static async Task<string> JsonAsync(TrackedApp app) => await app.Visitor("application/json").GetStringAsync("/transparency");

    private static Task<TrackedApp> StartAsync(Action<SessionTrackingOptions> options, Action<IServiceCollection>? services = null, bool mapsConsent = true) => TrackedApp.StartAsync(
        app =>
        {
            app.MapTransparency();
            if (mapsConsent)
                app.MapConsent();
        },
        services, options);
}
