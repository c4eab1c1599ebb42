using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Hosting;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Hosting;

/// <summary>Options that contradict each other are refused with both values.</summary>
public sealed class OptionsTests
{
    public static TheoryData<string, Action<SessionTrackingOptions>> Faults { get; } = new()
    {
        { "MaxAge is 00:10:00 and IdleTimeout is 00:30:00", o => o.MaxAge = TimeSpan.FromMinutes(10) },
        { "IdleTimeout is 00:00:01; expected 00:01:00 to 10:00:00", o => o.IdleTimeout = TimeSpan.FromSeconds(1) },
        { "Consent.TextVersion is \"\"; expected 1 to 32 characters", o => o.Consent.TextVersion = "" },
        { "Profile is AudienceOnly and the lifetime of the cookie is 396.00:00:00", o => (o.Profile, o.Cookie.MaxAge) = (TrackingProfile.AudienceOnly, TimeSpan.FromDays(396)) },
        { "Profile is AudienceOnly and 1 traits of users are declared", o =>
        {
            o.Profile = TrackingProfile.AudienceOnly;
            o.Traits.Add(new TraitOptions { Name = "plan" });
        } },
        { "Profile is AudienceOnly and LiveJourney.RemembersPeople is true", o => (o.Profile, o.LiveJourney.RemembersPeople) = (TrackingProfile.AudienceOnly, true) },
        { "Profile is AudienceOnly and 1 nudges are declared", o =>
        {
            o.Profile = TrackingProfile.AudienceOnly;
            o.Nudges.Rules.Add(new Nudge { Name = "tip", Trigger = NudgeTrigger.Stall, Text = "Help?" });
        } },
        { "Mode is Cookieless and HasConsent is set", o => (o.Mode, o.HasConsent) = (TrackingMode.Cookieless, _ => true) },
        { "Detection.CallLimit is 00:00:00.1000000; expected 00:00:01 to 00:10:00", o => o.Detection.CallLimit = TimeSpan.FromSeconds(0.1) },
        { "Mode is 9; expected Off, Cookieless or Cookie", o => o.Mode = (TrackingMode)9 },
        { "Partitions is 0; expected 1 to 4096", o => o.Partitions = 0 },
        { "QueueCapacity is 1; expected 1024", o => o.QueueCapacity = 1 },
        { "has 3 bytes; at least 32", o => o.Keys.Add(new SessionKey { Id = "a", Secret = "AAAA" }) },
        { "is not Base64", o => o.Keys.Add(new SessionKey { Id = "a", Secret = "!" }) },
        { "two keys have the id \"old\"", o => { o.Keys.Add(TestKeys.New with { Id = "old" }); o.Keys.Add(TestKeys.Old); } },
        { "the keys \"a\" and \"old\" have the same secret", o => { o.Keys.Add(TestKeys.Old with { Id = "a" }); o.Keys.Add(TestKeys.Old); } },
        { "of a key has 0 characters; expected 1 to 64", o => o.Keys.Add(TestKeys.Old with { Id = "" }) },
        { "4 keys are listed; at most 3", o => { foreach (var key in (SessionKey[])[TestKeys.Newest, TestKeys.New, TestKeys.Old, TestKeys.Old with { Id = "oldest" }]) o.Keys.Add(key); } },
        { "the key \"new\" is active at once, and the one listed after it, \"old\", from 2026-01-05", o => { o.Keys.Add(TestKeys.New); o.Keys.Add(TestKeys.Old with { ActiveFrom = TestClock.Epoch }); } },
        { "the key \"new\" is active from 2026-01-05T09:00:00.0000000+00:00, and the one listed after it", o => { o.Keys.Add(TestKeys.New with { ActiveFrom = TestClock.Epoch }); o.Keys.Add(TestKeys.Old with { ActiveFrom = TestClock.Epoch }); } },
        { "with the fields email and name", o => { o.TrackLogin("/in", "email"); o.TrackLogin("/IN/", "name"); } },
        { "\"metrics\" does not begin with \"/\"", o => o.ExcludedPaths.Add("metrics") },
        { "the flow \"checkout\" has 1 steps; at least 2", o => o.Flows.Add(new Flow("checkout", ["cart"])) },
        { "the experiment \"e\" has 1 variants; expected 2 to 8", o => o.Experiments.Add(new Experiment("e", [new ExperimentVariant("A")], [])) },
        { "the variant \"B\" of the experiment \"e\" has the weight 0", o => o.Experiments.Add(new Experiment("e", [new ExperimentVariant("A"), new ExperimentVariant("B", 0)], [])) },
        { "two variants with the name \"A\"", o => o.Experiments.Add(new Experiment("e", [new ExperimentVariant("A"), new ExperimentVariant("A")], [])) },
        { "two experiments have the name \"e\"", o => { o.Experiments.Add(new Experiment("e")); o.Experiments.Add(new Experiment("e")); } },
        { "CredentialStuffing.Accounts is 1", o => o.Detection.CredentialStuffing.Accounts = 1 },
        { "CredentialStuffing.Significance is 0", o => o.Detection.CredentialStuffing.Significance = 0 },
        { "CredentialStuffing.Correlation is 1", o => o.Detection.CredentialStuffing.Correlation = 1 },
        { "LiveJourney.ItemEvents has an empty text; expected what the names of an item's events begin with", o => o.LiveJourney.ItemEvents.Add("") },
        { "Goals has an empty text", o => o.Goals.Add(" ") },
        { "Hubs has an empty text", o => o.Hubs.Add("") },
        { "Responses.AllowedUsers has an empty text", o => o.Responses.AllowedUsers.Add("") },
        { "Digest.Webhooks has an empty text", o => o.Digest.Webhooks.Add("") },
        { "Transparency.Recipients has an empty text", o => o.Transparency.Recipients.Add("") },
        { "TimeZone is null", o => o.TimeZone = null! },
        { "TimeZone is \"odd\", whose offset from UTC is 05:37:00; expected a multiple of 15 minutes", o => o.TimeZone = TimeZoneInfo.CreateCustomTimeZone("odd", new TimeSpan(5, 37, 0), "odd", "odd") },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_names_what_was_given_and_what_is_expected(string message, Action<SessionTrackingOptions> spoil)
    {
        var options = new SessionTrackingOptions();
        spoil(options);
        var result = new SessionTrackingOptionsValidator().Validate(null, options);
        Assert.True(result.Failed);
        Assert.Contains(message, result.FailureMessage);
    }

    [Fact]
    public void The_defaults_have_no_fault() =>
        Assert.True(new SessionTrackingOptionsValidator().Validate(null, new SessionTrackingOptions()).Succeeded);

    [Fact]
    public void Every_zone_of_the_system_is_accepted() => Assert.All(
        TimeZoneInfo.GetSystemTimeZones(), zone => Assert.True(new SessionTrackingOptionsValidator().Validate(null, new SessionTrackingOptions { TimeZone = zone }).Succeeded, zone.Id));

    [Fact]
    public void A_webhook_needs_an_absolute_address() => Assert.Contains("\"hooks\"", Assert.Throws<ArgumentException>(() =>
        new ServiceCollection().AddSessionTracking().AddWebhook("hooks", "whsec_x")).Message);
}
