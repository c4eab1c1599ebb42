using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Alerts;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Reports;

/// <summary>Webhooks that are made while the application runs, and what was tried for them.</summary>
public sealed class WebhookEndpointsTests
{
    private const string Admin = "/admin/sessions";

    [Fact]
    public async Task A_webhook_that_was_added_gets_alerts_signed_with_the_secret_that_was_shown_once()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var app = await StartAsync();
        var (id, secret) = await AddAsync(app, receiver);

        await AcceptAsync(app, SampleAlert.Of());

        await UntilAsync(() => receiver.Received.Count == 1);
        var got = receiver.Received[0];
        Assert.True(WebhookSignature.Verify(got.Body, got.Headers, secret, TimeProvider.System));
        var listed = Assert.Single((await GetAsync(app, "/webhooks")).GetProperty("items").EnumerateArray());
        Assert.Equal((id, receiver.Url.GetLeftPart(UriPartial.Authority)), (Text(listed, "id"), Text(listed, "origin")));
        Assert.DoesNotContain(secret, (await GetAsync(app, "/webhooks")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_secret_nor_address_lies_in_storage_or_in_the_log()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var app = await StartAsync();
        var (id, secret) = await AddAsync(app, receiver, path: "/token-4711");
        var stored = (await app.Services.GetRequiredService<ISessionStorage>().GetAsync(0, StoredWebhooks.Table, id, default))!.Value;
        var text = System.Text.Encoding.UTF8.GetString(stored.Data.Span);
        Assert.DoesNotContain(secret["whsec_".Length..], text, StringComparison.Ordinal);
        Assert.DoesNotContain("token-4711", text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Logs.Lines, l => l.Text.Contains(secret["whsec_".Length..], StringComparison.Ordinal) || l.Text.Contains("token-4711", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_a_secret_rotates_both_sign_and_a_day_later_the_new_one_alone()
    {
        var clock = new TestClock();
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var app = await StartAsync(clock);
        var (id, old) = await AddAsync(app, receiver);
        var rotated = await PostAsync(app, $"/webhooks/{id}/rotate", new { }, HttpStatusCode.OK);
        var secret = Text(rotated, "secret")!;
        Assert.NotEqual(old, secret);

        await AcceptAsync(app, SampleAlert.Of("al_1"));
        await UntilAsync(() => receiver.Received.Count == 1);
        Assert.True(Verifies(receiver.Received[0], old, clock) && Verifies(receiver.Received[0], secret, clock));

        clock.Advance(StoredWebhooks.Overlap + TimeSpan.FromMinutes(1));
        await AcceptAsync(app, SampleAlert.Of("al_2"));
        await UntilAsync(() => receiver.Received.Count >= 2, clock);
        Assert.True(Verifies(receiver.Received[^1], secret, clock));
        Assert.False(Verifies(receiver.Received[^1], old, clock));
    }

    [Fact]
    public async Task Alerts_are_chosen_by_rule_severity_and_state()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var app = await StartAsync();
        await AddAsync(app, receiver, new { url = receiver.Url, rules = (string[])["D1"], minSeverity = "high", states = (string[])["open", "resolved"] });
        await AcceptAsync(app, SampleAlert.Of("al_rule", rule: "D9"));
        await AcceptAsync(app, SampleAlert.Of("al_low", Severity.Medium));
        await AcceptAsync(app, SampleAlert.Of("al_wanted"));
        await AcceptAsync(app, SampleAlert.Of("al_wanted") with { State = AlertState.Acknowledged });
        await AcceptAsync(app, SampleAlert.Of("al_wanted") with { State = AlertState.Resolved });
        await UntilAsync(() => receiver.Received.Count == 2);
        var bodies = receiver.Received.Select(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("data")).ToList();
        Assert.All(bodies, b => Assert.Equal("al_wanted", Text(b, "id")));
        Assert.Contains(bodies, b => b.TryGetProperty("state", out var state) && state.GetString() == "resolved");
        Assert.Equal(["al_wanted", "al_wanted.resolved"], receiver.Received.Select(r => r.Headers["webhook-id"].ToString()).Order());
    }

    [Fact]
    public async Task Attempts_are_shown_with_what_was_answered_and_can_be_tried_again()
    {
        await using var receiver = await WebhookReceiver.StartAsync(async (context, n) =>
        {
            context.Response.StatusCode = n == 1 ? 410 : 200;
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, n == 1 ? new string('x', 9000) : "thanks");
        });
        await using var app = await StartAsync();
        var (id, _) = await AddAsync(app, receiver);
        await AcceptAsync(app, SampleAlert.Of("al_1"));
        var failed = await UntilDeliveryAsync(app, id, d => Text(d, "state") == "failed");
        var attempt = Assert.Single(failed.GetProperty("attempts").EnumerateArray());
        Assert.Equal((410, 4096), (attempt.GetProperty("status").GetInt32(), Text(attempt, "response")!.Length));
        // The attempt is recorded first, what it means for the receiver a moment later.
        await UntilAsync(async () => Text((await GetAsync(app, "/webhooks")).GetProperty("items")[0], "reason") == "The receiver answered 410.");

        Assert.Equal(HttpStatusCode.NoContent, (await Client(app).PostAsync($"{Admin}/webhooks/{id}/enable", null)).StatusCode);
        await PostAsync(app, $"/deliveries/{Text(failed, "id")}/resend", new { }, HttpStatusCode.Accepted);
        var delivered = await UntilDeliveryAsync(app, id, d => Text(d, "state") == "delivered");
        Assert.Equal(2, delivered.GetProperty("attempts").GetArrayLength());
        Assert.Equal(["al_1", "al_1"], receiver.Received.Select(r => r.Headers["webhook-id"].ToString()));
    }

    [Fact]
    public async Task What_was_given_up_is_recovered_since_a_time_and_a_test_event_arrives()
    {
        var healthy = false;
        await using var receiver = await WebhookReceiver.StartAsync((context, _) =>
        {
            context.Response.StatusCode = healthy ? 200 : 410;
            return Task.CompletedTask;
        });
        await using var app = await StartAsync();
        var (id, _) = await AddAsync(app, receiver);
        await AcceptAsync(app, SampleAlert.Of("al_1"));
        await UntilDeliveryAsync(app, id, d => Text(d, "state") == "failed");
        await AcceptAsync(app, SampleAlert.Of("al_2"));
        await UntilAsync(async () => (await DeliveriesAsync(app, id)).Count(d => Text(d, "state") == "failed") == 2);

        healthy = true;
        await Client(app).PostAsync($"{Admin}/webhooks/{id}/enable", null);
        var late = await PostAsync(app, $"/webhooks/{id}/recover", new { since = TimeProvider.System.GetUtcNow().AddMinutes(1) }, HttpStatusCode.OK);
        Assert.Equal(0, late.GetProperty("recovered").GetInt32());
        var all = await PostAsync(app, $"/webhooks/{id}/recover", new { since = TimeProvider.System.GetUtcNow().AddMinutes(-5) }, HttpStatusCode.OK);
        Assert.Equal(2, all.GetProperty("recovered").GetInt32());
        await UntilAsync(async () => (await DeliveriesAsync(app, id)).Count(d => Text(d, "state") == "delivered") == 2);

        await PostAsync(app, $"/webhooks/{id}/test", new { }, HttpStatusCode.Accepted);
        await UntilAsync(() => receiver.Received.Any(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("type").GetString() == "session.alert.test"));
    }

    [Fact]
    public async Task Deliveries_come_in_pages_newest_first()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var app = await StartAsync();
        var (id, _) = await AddAsync(app, receiver);
        for (var i = 0; i < 5; i++)
            await AcceptAsync(app, SampleAlert.Of($"al_{i}"));
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await GetAsync(app, $"/webhooks/{id}/deliveries?limit=2" + (after is null ? "" : "&after=" + Uri.EscapeDataString(after)));
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(d => Text(d, "message")!));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);
        Assert.Equal(["al_4", "al_3", "al_2", "al_1", "al_0"], seen);
    }

    [Fact]
    public async Task A_removed_webhook_gets_nothing_more_and_its_rest_is_given_up()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(500);
        await using var app = await StartAsync();
        var (id, _) = await AddAsync(app, receiver);
        await AcceptAsync(app, SampleAlert.Of("al_1"));
        await UntilAsync(() => receiver.Received.Count == 1);
        Assert.Equal(HttpStatusCode.NoContent, (await Client(app).DeleteAsync($"{Admin}/webhooks/{id}")).StatusCode);
        await AcceptAsync(app, SampleAlert.Of("al_2"));
        Assert.Empty((await GetAsync(app, "/webhooks")).GetProperty("items").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await Client(app).GetAsync($"{Admin}/webhooks/{id}/deliveries")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Client(app).DeleteAsync($"{Admin}/webhooks/{id}")).StatusCode);
        Assert.Single(receiver.Received);
    }

    [Theory]
    [InlineData("{}", "Say where to send")]
    [InlineData("{\"url\":\"ftp://a.example\"}", "expected is https")]
    [InlineData("{\"url\":\"https://user:pass@a.example\"}", "carries user info")]
    [InlineData("{\"url\":\"http://a.example\"}", "plain http")]
    [InlineData("{\"url\":\"https://a.example\",\"format\":\"teams\"}", "expected one of standard, slack")]
    [InlineData("{\"url\":\"https://a.example\",\"states\":[\"open\",\"lost\"]}", "expected one of")]
    public async Task What_could_never_be_delivered_is_refused(string body, string sentence)
    {
        await using var app = await StartAsync();
        var answer = await Client(app).PostAsync(Admin + "/webhooks", new StringContent(body, null, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_data_protection_it_says_what_to_write()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapSessionTracking().AllowAnonymous());
        var answer = await Client(app).PostAsJsonAsync(Admin + "/webhooks", new { url = "https://a.example" });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("AddDataProtection", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static Task<TrackedApp> StartAsync(TestClock? clock = null) => TrackedApp.StartAsync(
        app => app.MapSessionTracking().AllowAnonymous(),
        services =>
        {
            services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
            if (clock is not null)
                services.AddSingleton<TimeProvider>(clock);
        });

    private static HttpClient Client(TrackedApp app) => app.Visitor("application/json");

    private static async Task<(string Id, string Secret)> AddAsync(TrackedApp app, WebhookReceiver receiver, object? order = null, string path = "")
    {
        var added = await PostAsync(app, "/webhooks", order ?? new { url = receiver.Url + path, rules = (string[])["D1"] }, HttpStatusCode.Created);
        return (Text(added.GetProperty("webhook"), "id")!, Text(added, "secret")!);
    }

    private static ValueTask AcceptAsync(TrackedApp app, Alert alert) => app.Services.GetRequiredService<AlertDispatcher>().AcceptAsync(1, alert, CancellationToken.None);

    private static async Task<JsonElement> GetAsync(TrackedApp app, string path) => await Client(app).GetFromJsonAsync<JsonElement>(Admin + path);

    private static async Task<JsonElement> PostAsync(TrackedApp app, string path, object body, HttpStatusCode expected)
    {
        var answer = await Client(app).PostAsJsonAsync(Admin + path, body);
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<List<JsonElement>> DeliveriesAsync(TrackedApp app, string id) =>
        [.. (await GetAsync(app, $"/webhooks/{id}/deliveries")).GetProperty("items").EnumerateArray()];

    private static async Task<JsonElement> UntilDeliveryAsync(TrackedApp app, string id, Func<JsonElement, bool> so)
    {
        JsonElement found = default;
        await UntilAsync(async () =>
        {
            found = (await DeliveriesAsync(app, id)).FirstOrDefault(so);
            return found.ValueKind == JsonValueKind.Object;
        });
        return found;
    }

    private static bool Verifies(ReceivedWebhook got, string secret, TimeProvider time) => WebhookSignature.Verify(got.Body, got.Headers, secret, time);

    private static Task UntilAsync(Func<bool> so, TestClock? clock = null, [CallerArgumentExpression(nameof(so))] string what = "") =>
        UntilAsync(() => Task.FromResult(so()), clock, what);

    private static Task UntilAsync(Func<Task<bool>> so, TestClock? clock = null, [CallerArgumentExpression(nameof(so))] string what = "") => Waiting.UntilAsync(
        async () =>
        {
            if (await so())
                return true;
            clock?.Advance(TimeSpan.FromSeconds(6));
            return false;
        },
        what: what);

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
