using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Alerts;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Model.Alerts;
using ServerSessions.Reports;
using ServerSessions.Reports.Digests;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Digests;

/// <summary>The weekly digest, on a clock that the test moves: what it says, to whom, and that it is sent once.</summary>
public sealed class WeeklyDigestTests
{
    // Thursday, 15 January 2026, 09:00; the next Monday is the 19th.
    private static readonly TimeSpan ToMonday = TimeSpan.FromDays(3) + TimeSpan.FromHours(23);

    [Fact]
    public async Task It_is_sent_once_over_two_nodes_when_it_is_due_and_again_a_week_later()
    {
        var clock = new TestClock(FiguresApp.Now);
        var storage = new InProcessStorage(new InProcessStorageOptions(4), clock);
        await using var app = await StartAsync(clock, storage);
        await using var other = await StartAsync(clock, storage);
        var (one, two) = (Service(app), Service(other));

        // Switched on: the first one follows when it is due.
        Assert.False(await one.RunAsync(default) || await two.RunAsync(default));
        clock.Advance(ToMonday - TimeSpan.FromSeconds(1));
        Assert.False(await one.RunAsync(default) || await two.RunAsync(default));
        Assert.Empty(await SentAsync(app, "product"));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await one.RunAsync(default) ^ await two.RunAsync(default));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await one.RunAsync(default) || await two.RunAsync(default));
        Assert.Equal(["digest_20260112"], (await SentAsync(app, "product")).Select(d => d.Message));
        Assert.Equal(["digest_20260112"], (await SentAsync(app, "plain")).Select(d => d.Message));
        Assert.Empty(await SentAsync(app, "security"));
        clock.Advance(TimeSpan.FromDays(7));
        Assert.True(await one.RunAsync(default) ^ await two.RunAsync(default));
        Assert.Equal(2, (await SentAsync(app, "product")).Count);
        // It is a message, and no alert to be handled.
        Assert.Empty((await app.App.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery())).Items);
    }

    [Fact]
    public async Task It_has_the_week_against_the_week_before_the_clearest_change_with_its_cause_and_links()
    {
        var clock = new TestClock(FiguresApp.Now);
        await using var app = await StartAsync(clock);
        // The week before begins on 5 January, the week on the 12th.
        await app.AddManyAsync(0, 80, 24, "cart", "address", "pay");
        await app.AddManyAsync(100, 20, 25, "cart", "address");
        await app.AddManyAsync(200, 20, 170, "cart", "address", "pay");
        for (var i = 0; i < 80; i++)
            await app.AddAsync(400 + i, 171 + (i / 1000.0), j => j.With(1, s => s with { Outcome = Outcome.Failed, Status = 500, Cause = "PaymentTimeoutException" }), "cart", "address");
        await Service(app).RunAsync(default);
        clock.Advance(ToMonday);
        Assert.True(await Service(app).RunAsync(default));

        var slack = JsonDocument.Parse(await BodyAsync(app, "product")).RootElement.GetProperty("text").GetString()!;
        Assert.StartsWith("*Weekly digest*\n2026-01-12 to 2026-01-18: 100 sessions (100, ±0 %)", slack);
        Assert.Contains("Goal \"pay\": 20 sessions (80)", slack);
        Assert.Contains("Conversion of the funnel \"checkout\": 20 %, was 80 %. At \"address\", 80 % did not go on, 20 % before; of these, the cause \"failed: PaymentTimeoutException\" went from 0 % to 80 %", slack);
        Assert.Contains("Goals and funnels: https://shop.example/admin/sessions/insights/goals?from=2026-01-12T00:00:00Z&amp;to=2026-01-19T00:00:00Z", slack);
        Assert.EndsWith("<https://shop.example/admin/sessions/?from=2026-01-12T00:00:00Z&amp;to=2026-01-19T00:00:00Z|Open the figures>", slack);

        var standard = JsonDocument.Parse(await BodyAsync(app, "plain")).RootElement;
        Assert.Equal("session.digest.weekly", standard.GetProperty("type").GetString());
        var figures = standard.GetProperty("data").GetProperty("figures").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!, f => (f.GetProperty("value").GetDouble(), f.GetProperty("before").GetDouble()));
        Assert.Equal((20.0, 80.0), figures["sessions that reached the goal pay"]);
        Assert.Equal((100.0, 100.0), figures["sessions"]);
    }

    [Fact]
    public async Task It_shows_nothing_that_fewer_than_five_people_are_behind()
    {
        var clock = new TestClock(FiguresApp.Now);
        await using var app = await StartAsync(clock);
        for (var i = 0; i < 40; i++)
            await app.AddAsync(i % 4, 170 + (i / 10.0), null, "cart", "address", "pay");
        await Service(app).RunAsync(default);
        clock.Advance(ToMonday);
        Assert.True(await Service(app).RunAsync(default));
        var text = JsonDocument.Parse(await BodyAsync(app, "product")).RootElement.GetProperty("text").GetString()!;
        Assert.Contains("2026-01-12 to 2026-01-18: no sessions, or too few people to show figures.", text);
        Assert.DoesNotContain("40", text);
    }

    [Fact]
    public async Task A_receiver_that_does_not_exist_is_named_and_delays_no_other()
    {
        var clock = new TestClock(FiguresApp.Now);
        await using var app = await StartAsync(clock, receivers: ["missing", "product"]);
        await Service(app).RunAsync(default);
        clock.Advance(ToMonday);
        Assert.True(await Service(app).RunAsync(default));
        Assert.Single(await SentAsync(app, "product"));
        Assert.True(app.App.Warned("not sent to the webhook missing"));
    }

    [Fact]
    public async Task Without_a_receiver_there_is_no_digest()
    {
        var clock = new TestClock(FiguresApp.Now);
        await using var app = await StartAsync(clock, receivers: []);
        Assert.False(await Service(app).RunAsync(default));
        clock.Advance(ToMonday);
        Assert.False(await Service(app).RunAsync(default));
        Assert.Empty(await SentAsync(app, "product"));
    }

    private static Task<FiguresApp> StartAsync(TestClock clock, ISessionStorage? storage = null, string[]? receivers = null) => FiguresApp.StartAsync(
        services: s =>
        {
            s.Configure<WebhookOptions>(o =>
            {
                o.PublicUrl = new Uri("https://shop.example");
                o.Subscriptions.Add(new WebhookSubscription { Id = "product", Url = new Uri("https://hooks.example/product"), Format = "slack", Rules = ["digest"] });
                o.Subscriptions.Add(new WebhookSubscription { Id = "plain", Url = new Uri("https://hooks.example/plain"), Secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] });
                o.Subscriptions.Add(new WebhookSubscription { Id = "security", Url = new Uri("https://hooks.example/security"), Secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"] });
            });
        },
        clock: clock, storage: storage,
        options: o =>
        {
            foreach (var receiver in receivers ?? ["product", "plain"])
                o.Digest.Webhooks.Add(receiver);
        });

    private static DigestService Service(FiguresApp app) => app.App.Services.GetRequiredService<DigestService>();

    private static async Task<IReadOnlyList<DeliveryReport>> SentAsync(FiguresApp app, string webhook) =>
        (await app.App.Services.GetRequiredService<DeliveryAdmin>().ListAsync(webhook, null, null, 50, default))!.Value.Items;

    private static async Task<byte[]> BodyAsync(FiguresApp app, string webhook)
    {
        var services = app.App.Services;
        var target = services.GetRequiredService<DeliveryTargets>().Find(WebhookTarget.Prefix + webhook)!;
        var documents = await services.GetRequiredService<ISessionStorage>().ListAsync(0, DeliveryStore.Table, new DocumentRange(long.MinValue, long.MaxValue, 50), default);
        var delivery = documents.Select(d => DeliveryStore.Decode(d.Data.Span)).Single(d => d.Target == target.Id);
        return target.Encode(AlertJson.Decode(System.Text.Encoding.UTF8.GetBytes(delivery.Source!)), null);
    }
}
