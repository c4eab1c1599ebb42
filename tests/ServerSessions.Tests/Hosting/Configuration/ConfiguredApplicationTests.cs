using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Hosting.Configuration;
using ServerSessions.Insights;
using ServerSessions.Settings;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Hosting.Configuration;

public class ConfiguredApplicationTests
{
    private const string Whole = """
        { "$schema": "x",
          "Roles": "Capture, Roll", "IdleTimeout": "00:45:00", "TimeZone": "Australia/Adelaide",
          "Keys": [ { "Id": "2026-12", "Secret": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=", "ActiveFrom": "2026-12-01T00:00:00Z" },
                    { "Id": "2026-11", "Secret": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" } ],
          "Goals": [ "checkout.order" ], "Hubs": [ "home" ], "OwnHosts": [ "shop.example" ], "TrustedCallers": [ "10.0.0.0/8" ], "LocalIssuers": [ "https://id.example" ],
          "Flows": [ { "Name": "checkout", "Steps": [ "address", "payment" ] } ],
          "Funnels": [ { "Name": "buy", "Steps": [ "cart", "order" ], "Order": "Any", "Window": "7.00:00:00" } ],
          "Features": [ { "Name": "wishlist", "Steps": [ "wish.add" ] } ],
          "Experiments": [ { "Name": "button", "Variants": [ { "Name": "A" }, { "Name": "B", "Weight": 2.5 } ], "Goals": [ "order" ], "Unit": "User" } ],
          "Logins": [ { "Path": "/in", "AccountField": "email" } ],
          "Cookie": { "Name": "shop", "SameSite": "Strict" },
          "Detection": { "Modes": { "D17": "Off" }, "CredentialStuffing": { "Window": "00:30:00" } },
          "Responses": { "Rules": { "D5": { "Kind": "Challenge", "For": "01:00:00", "MinSeverity": "High" } }, "AllowedNetworks": [ "192.0.2.0/24" ] },
          "Webhooks": { "Subscriptions": [ { "Url": "https://hooks.example/a", "Secrets": [ "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" ], "MinSeverity": "High", "States": [ "Open" ] } ], "AlertsPerHour": 12 } }
        """;

    [Fact]
    public void A_section_gives_every_kind_of_setting()
    {
        using var provider = Build(Whole);
        var options = provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value;
        Assert.Equal((SessionTrackingRoles.Capture | SessionTrackingRoles.Roll, TimeSpan.FromMinutes(45), "Australia/Adelaide"), (options.Roles, options.IdleTimeout, options.TimeZone.Id));
        Assert.Equal(["2026-12", "2026-11"], options.Keys.Select(k => k.Id));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), options.Keys[0].ActiveFrom);
        Assert.Equal(("checkout.order", "home", "shop.example", "https://id.example"), (options.Goals.Single(), options.Hubs.Single(), options.OwnHosts.Single(), options.LocalIssuers.Single()));
        Assert.Equal(["10.0.0.0/8"], options.TrustedCallers);
        Assert.Equal(("checkout", "address payment"), (options.Flows.Single().Name, string.Join(' ', options.Flows.Single().Steps)));
        Assert.Equal((FunnelOrder.Any, TimeSpan.FromDays(7), "cart order"), (options.Funnels.Single().Order, options.Funnels.Single().Window, string.Join(' ', options.Funnels.Single().Steps)));
        Assert.Equal(["wish.add"], options.Features.Single().Steps);
        var experiment = options.Experiments.Single();
        Assert.Equal(("button", ExperimentUnit.User, "order"), (experiment.Name, experiment.Unit, experiment.Goals.Single()));
        Assert.Equal([new ExperimentVariant("A"), new ExperimentVariant("B", 2.5)], experiment.Variants);
        Assert.Equal(new LoginPath("/in", "email"), options.Logins.Single());
        Assert.Equal(("shop", Microsoft.AspNetCore.Http.SameSiteMode.Strict, true), (options.Cookie.Name, options.Cookie.SameSite, options.Cookie.HttpOnly));
        Assert.Equal((DetectionMode.Off, TimeSpan.FromMinutes(30)), (options.Detection.Modes["D17"], options.Detection.CredentialStuffing.Window));
        Assert.Equal(new RuleResponse(ResponseKind.Challenge, TimeSpan.FromHours(1), Severity.High), options.Responses.Rules["d5"]);
        Assert.Equal(["192.0.2.0/24"], options.Responses.AllowedNetworks);
        var webhooks = provider.GetRequiredService<IOptions<WebhookOptions>>().Value;
        Assert.Equal((12, "https://hooks.example/a", Severity.High), (webhooks.AlertsPerHour, webhooks.Subscriptions.Single().Url.OriginalString, webhooks.Subscriptions.Single().MinSeverity));
        Assert.Equal([AlertState.Open], webhooks.Subscriptions.Single().States);
        Assert.Same(options, provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value);
    }

    [Fact]
    public void The_example_of_the_page_is_bound()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root(), "docs", "configuration.md"));
        var json = page.Split("```json")[1].Split("```")[0];
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        (builder.Configuration["ServerSessions:Keys:0:Id"], builder.Configuration["ServerSessions:Keys:0:Secret"]) = ("2026-12", Convert.ToBase64String(new byte[32]));
        builder.Configuration["ServerSessions:Webhooks:Subscriptions:0:Secrets:0"] = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        builder.Services.AddSessionTracking();
        builder.AddRedisSessionTracking("sessions");
        var services = new WebApplicationProvider(builder.Build());
        Assert.Equal("purchase", services.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Funnels.Single().Name);
        Assert.Equal("https://hooks.example/security", services.GetRequiredService<IOptions<WebhookOptions>>().Value.Subscriptions.Single().Url.OriginalString);
        Assert.Equal("shop", services.GetRequiredService<RedisStorageOptions>().Prefix);
    }

    [Fact]
    public void Roles_of_the_configuration_decide_what_is_registered()
    {
        using var provider = Build("""{ "Roles": "Roll" }""");
        Assert.Equal(SessionTrackingRoles.Roll, provider.GetRequiredService<RegisteredRoles>().Roles);
        Assert.DoesNotContain(provider.GetServices<IHostedService>(), s => s.GetType().Name == "FlusherService");
    }

    [Fact]
    public void The_delegate_comes_after_the_section_and_another_section_takes_its_place()
    {
        using var provider = Build("""{ "IdleTimeout": "00:45:00", "MaxAge": "10:00:00" }""", s => s.AddSessionTracking(o => o.IdleTimeout = TimeSpan.FromMinutes(5)));
        var options = provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value;
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromHours(10)), (options.IdleTimeout, options.MaxAge));

        var other = new ConfigurationBuilder().AddInMemoryCollection([new("Shop:Sessions:MaxAge", "11:00:00")]).Build().GetSection("Shop:Sessions");
        using var named = Build("""{ "MaxAge": "10:00:00" }""", s => s.AddSessionTracking(other));
        Assert.Equal(TimeSpan.FromHours(11), named.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.MaxAge);
    }

    [Theory]
    [InlineData("""{ "IdelTimeout": "00:45:00" }""", "ServerSessions:IdelTimeout is not a setting; expected one of AlertRetention, Beacon, Campaigns, CatchAllSegments,")]
    [InlineData("""{ "Detection": { "Modes": { "D17": "Of" } } }""", "ServerSessions:Detection:Modes:D17 is \"Of\"; expected one of Off, ")]
    [InlineData("""{ "Detection": { "CredentialStufing": { } , "Trap": { "Hit": 2 } } }""", "ServerSessions:Detection:Trap:Hit is not a setting")]
    [InlineData("""{ "Flows": [ { "Name": "checkout" } ] }""", "ServerSessions:Flows:0:Steps is missing")]
    [InlineData("""{ "Keys": [ { "Id": "a" } ] }""", "ServerSessions:Keys:0:Secret is missing")]
    [InlineData("""{ "Goals": "order" }""", "ServerSessions:Goals is \"order\"; expected a list")]
    [InlineData("""{ "IdleTimeout": { "Minutes": 3 } }""", "ServerSessions:IdleTimeout has members; expected a time span")]
    [InlineData("""{ "HasConsent": "yes" }""", "ServerSessions:HasConsent is not a setting")]
    [InlineData("""{ "IdleTimeout": "00:00:01" }""", "IdleTimeout is 00:00:01; expected 00:01:00 to 10:00:00. It was given by ServerSessions:IdleTimeout.")]
    [InlineData("""{ "Detection": { "Trap": { "Hits": 99 } } }""", "Trap.Hits is 99; expected 1 to 32. It was given by ServerSessions:Detection:Trap:Hits.")]
    [InlineData("""{ "Detection": { "Modes": { "D99": "Off" } } }""", "Detection.Modes has \"D99\", but there is no such rule; expected one of D1, ")]
    [InlineData("""{ "Responses": { "Rules": { "D99": { "Kind": "Block" } } } }""", "Responses.Rules has \"D99\", but there is no such rule; expected one of D1, ")]
    [InlineData("""{ "Cookie": { "Name": "" } }""", "ServerSessions:Cookie cannot be used: ")]
    [InlineData("""{ "Webhooks": "https://hooks.example" }""", "ServerSessions:Webhooks is \"https://hooks.example\"; expected an object")]
    [InlineData("""{ "Webhooks": { "Redis": { "Prefix": "x" } } }""", "ServerSessions:Webhooks:Redis is not a setting; expected one of ")]
    [InlineData("""{ "Webhooks": { "AlertsPerHour": 1 } }""", "Session tracking: Webhooks: AlertsPerHour is 1; expected 2 to 1000000.")]
    [InlineData("""{ "Flows": [ { "Name": "", "Steps": [ "a", "b" ] } ] }""", "the flow \"\" has an empty name")]
    [InlineData("""{ "Webhooks": { "AlertsPerHour": "many" } }""", "ServerSessions:Webhooks:AlertsPerHour is \"many\"; expected a whole number")]
    public async Task What_cannot_be_used_stops_the_start_with_its_path_and_what_is_expected(string json, string sentence)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "ServerSessions": {{json}} }""")));
        builder.Services.AddSessionTracking();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var fault = await Assert.ThrowsAnyAsync<Exception>(() =>
        {
            app.UseSessionTracking();
            return app.StartAsync();
        });
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_of_a_storage_that_is_not_used_are_reported_with_their_path()
    {
        foreach (var isUsed in new[] { false, true })
        {
            var logs = new CapturedLogs();
            var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
            builder.Configuration.AddInMemoryCollection([new("Shop:Sessions:Redis:Prefix", "shop"), new("ServerSessions:Redis:Prefix", "other")]);
            builder.Logging.AddProvider(logs);
            var added = builder.Services.AddSessionProcessing(builder.Configuration.GetSection("Shop:Sessions"));
            if (isUsed)
                added.UseRedis("localhost:1");
            using var host = builder.Build();
            if (isUsed)
                Assert.Equal("shop", host.Services.GetRequiredService<RedisStorageOptions>().Prefix);
            await host.Services.GetServices<IHostedService>().OfType<SettingsStartCheck>().Single().StartAsync(CancellationToken.None);
            Assert.Equal(!isUsed, logs.Lines.Any(l => l.Text.StartsWith("Shop:Sessions:Redis has settings that no storage reads", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_section_of_recordings_is_bound_before_the_delegate_and_reported_where_nothing_reads_it(bool isUsed)
    {
        var logs = new CapturedLogs();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("ServerSessions:Recordings:SampleRate", "0.5"), new("ServerSessions:Recordings:Folder", "there")]);
        builder.Logging.AddProvider(logs);
        var added = builder.Services.AddSessionTracking();
        if (isUsed)
            added.AddSessionRecording(o => o.Folder = "here");
        await using var app = builder.Build();
        if (isUsed && app.Services.GetRequiredService<IOptions<SessionRecordingOptions>>().Value is var options)
            Assert.Equal((0.5, "here"), (options.SampleRate, options.Folder));
        await app.Services.GetServices<IHostedService>().OfType<SettingsStartCheck>().Single().StartAsync(CancellationToken.None);
        Assert.Equal(!isUsed, logs.Lines.Any(l => l.Text.StartsWith("ServerSessions:Recordings has settings that nothing reads", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_setting_of_recordings_that_cannot_be_read_is_named_by_its_path()
    {
        using var provider = Build("""{ "Recordings": { "SampelRate": 1 } }""", s => s.AddSessionTracking().AddSessionRecording());
        var fault = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<SessionRecordingOptions>>().Value);
        Assert.StartsWith("Session tracking: ServerSessions:Recordings:SampelRate is not a setting; expected one of Folder, ", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_section_of_a_second_call_gives_its_settings_and_its_webhooks(bool isWeb)
    {
        var more = new ConfigurationBuilder().AddInMemoryCollection([new("More:Goals:0", "order"), new("More:Webhooks:AlertsPerHour", "12")]).Build().GetSection("More");
        using var provider = Build("{}", s => _ = isWeb ? s.AddSessionTracking().Services.AddSessionTracking(more) : s.AddSessionProcessing().Services.AddSessionProcessing(more));
        Assert.Equal("order", provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.Goals.Single());
        Assert.Equal(12, provider.GetRequiredService<IOptions<WebhookOptions>>().Value.AlertsPerHour);
    }

    [Fact]
    public async Task A_receiver_whose_rules_do_not_exist_is_reported()
    {
        var logs = new CapturedLogs();
        using var provider = Build(
            """{ "Webhooks": { "Subscriptions": [ { "Id": "typo", "Url": "https://hooks.example/a", "Format": "slack", "Rules": [ "D99" ] }, { "Id": "right", "Url": "https://hooks.example/b", "Format": "slack", "Rules": [ "d5" ] } ] } }""",
            services => services.AddLogging(l => l.AddProvider(logs)).AddSessionTracking());
        await provider.GetServices<IHostedService>().OfType<SettingsStartCheck>().Single().StartAsync(CancellationToken.None);
        Assert.Single(logs.Lines, l => l.Text.StartsWith("The webhook typo receives no alert: its Rules (D99) name no rule", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, l => l.Text.Contains("The webhook right", StringComparison.Ordinal));
    }

    [Fact]
    public void A_receiver_whose_format_needs_no_secret_is_configured_without_one()
    {
        foreach (var secrets in new[] { "", ", \"Secrets\": []" })
        {
            using var provider = Build($$"""{ "Webhooks": { "Subscriptions": [ { "Url": "https://hooks.example/a", "Format": "slack"{{secrets}} } ] } }""");
            Assert.Empty(provider.GetRequiredService<IOptions<WebhookOptions>>().Value.Subscriptions.Single().Secrets);
        }
    }

    [Fact]
    public void A_worker_reads_the_same_section()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection([new("ServerSessions:Roles", "Roll"), new("ServerSessions:Goals:0", "order")]);
        builder.Services.AddSessionProcessing();
        using var host = builder.Build();
        Assert.Equal(["order"], host.Services.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.Goals);
        Assert.Equal(SessionTrackingRoles.Roll, host.Services.GetRequiredService<RegisteredRoles>().Roles);
    }

    private static WebApplicationProvider Build(string json, Action<IServiceCollection>? add = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "ServerSessions": {{json}} }""")));
        (add ?? (s => s.AddSessionTracking()))(builder.Services);
        return new WebApplicationProvider(builder.Build());
    }

    private sealed class WebApplicationProvider(WebApplication app) : IServiceProvider, IDisposable
    {
        public object? GetService(Type serviceType) => app.Services.GetService(serviceType);

        public void Dispose() => ((IDisposable)app).Dispose();
    }
}
