using System.Text.Json;
using ServerSessions.Alerts;
using ServerSessions.Alerts.Budget;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

/// <summary>A flood of different alerts is a bounded number of webhooks, and the number not sent is reported exactly, whichever worker dies meanwhile.</summary>
public sealed class AlertBudgetTests
{
    private const int Batch = 64;

    [Fact]
    public async Task A_hundred_thousand_alerts_over_as_many_keys_are_a_bounded_number_of_webhooks_and_every_one_is_sent_or_counted()
    {
        const int Alerts = 100_000;
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var one = await AlertDelivery.ToAsync(receiver);
        await using var two = await OnAsync(one, receiver);
        await using var three = await OnAsync(one, receiver);
        AlertDelivery[] nodes = [one, two, three];

        await Task.WhenAll(Enumerable.Range(0, AlertDelivery.Partitions).Select(partition =>
            Task.Run(() => MoveAsync(nodes, one.Documents, partition, Alerts / AlertDelivery.Partitions))));
        one.Documents.LosesAnswer = (_, _) => false;
        await SummariesAsync(one, receiver, 3);

        var bodies = receiver.Received.Select(r => JsonDocument.Parse(r.Body).RootElement.GetProperty("data")).DistinctBy(d => d.GetProperty("id").GetString()).ToList();
        var summaries = bodies.Where(IsSummary).ToList();
        var sent = bodies.Count - summaries.Count;
        var limits = new WebhookOptions();
        Assert.InRange(sent, 1, limits.AlertsPerHour);
        Assert.All(bodies.Where(d => !IsSummary(d)).GroupBy(d => d.GetProperty("rule").GetString()), rule => Assert.InRange(rule.Count(), 1, limits.AlertsPerRuleAndHour));
        Assert.Equal(Alerts, sent + summaries.Sum(d => d.GetProperty("suppressed").GetInt64()));
        Assert.Equal(Alerts, summaries.Sum(d => d.GetProperty("count").GetInt64()));
        // Nothing but each sent alert, its own empty summary, and three of the hour.
        Assert.Equal(bodies.Count, one.Deliveries().Count);
    }

    [Fact]
    public async Task While_a_flood_of_four_rules_uses_up_the_hour_the_alert_of_another_rule_arrives_on_its_own()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        string[] rules = ["D3", "D12", "D13", "D18"];
        for (var i = 0; i < 2 * new WebhookOptions().AlertsPerHour; i++)
            await delivery.AcceptAsync(1, new StreamPosition(1, i + 1), SampleAlert.Of($"flood_of_{i}", rule: rules[i % 4]));
        await delivery.AcceptAsync(2, new StreamPosition(1, 1), SampleAlert.Of("hijack", rule: "D5"));
        await delivery.UntilAsync(d => d.Message == "hijack" && d.State == DeliveryState.Delivered);
    }

    [Fact]
    public async Task An_alert_that_no_target_receives_uses_up_no_budget()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.StartAsync(options =>
        {
            options.AllowInsecureLoopback = true;
            options.AlertsPerRuleAndHour = 2;
            options.Subscriptions.Add(AlertDelivery.Subscription(receiver.Url) with { MinSeverity = Severity.High });
        });
        for (var i = 0; i < 10; i++)
            await delivery.AcceptAsync(1, new StreamPosition(1, i + 1), SampleAlert.Of($"low_{i}", Severity.Low));
        await delivery.AcceptAsync(1, new StreamPosition(1, 20), SampleAlert.Of("high"));
        Assert.Equal("high", (await delivery.UntilAsync(d => d.State == DeliveryState.Delivered)).Message);
    }

    [Fact]
    public async Task A_storage_that_is_away_leaves_the_alert_in_the_outbox_and_counts_nothing()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        delivery.Documents.Fails = (_, table) => table == AlertBudget.Table;
        await Assert.ThrowsAsync<IOException>(() => delivery.AcceptAsync(1, new StreamPosition(1, 1), SampleAlert.Of()).AsTask());
        delivery.Documents.Fails = (_, _) => false;
        await delivery.AcceptAsync(1, new StreamPosition(1, 1), SampleAlert.Of());
        await delivery.UntilAsync(d => d.State == DeliveryState.Delivered);
        delivery.Time.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await delivery.EndedAsync());
    }

    [Fact]
    public async Task The_summary_links_to_the_list_of_the_rules_alerts()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.StartAsync(options =>
        {
            options.AllowInsecureLoopback = true;
            options.AlertsPerRuleAndHour = 2;
            options.PublicUrl = new Uri("https://shop.example");
            options.Subscriptions.Add(AlertDelivery.Subscription(receiver.Url));
        });
        for (var i = 1; i <= 5; i++)
            await delivery.AcceptAsync(1, new StreamPosition(1, i), SampleAlert.Of($"al_{i}", rule: "D7"));
        await SummariesAsync(delivery, receiver, 1);

        var root = receiver.Received.Select(r => JsonDocument.Parse(r.Body).RootElement).Single(r => IsSummary(r.GetProperty("data")));
        var data = root.GetProperty("data");
        Assert.Equal("session.alert.credential_stuffing", root.GetProperty("type").GetString());
        Assert.Equal((5, 3), (data.GetProperty("count").GetInt32(), data.GetProperty("suppressed").GetInt32()));
        Assert.Equal("https://shop.example/admin/sessions/alerts?rule=D7", data.GetProperty("link").GetString());
        Assert.Contains("5 alerts of rule D7", data.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    // As the movers of a partition work through its outbox: in order, from the last acknowledgement again when one died or an answer was lost, on whichever node
    // takes over.
    private static async Task MoveAsync(AlertDelivery[] nodes, FakeDocuments documents, int partition, int alerts)
    {
        var random = new Random(partition);
        var loses = new Random(100 + partition);
        if (partition == 0)
            documents.LosesAnswer = (_, table) => table is AlertBudget.Table or DeliveryStore.Table && loses.Next(500) == 0;
        for (var acknowledged = 0; acknowledged < alerts;)
        {
            var node = nodes[random.Next(nodes.Length)];
            var dies = random.Next(10) == 0 ? random.Next(Batch) : Batch;
            var (moved, batch) = (0, Math.Min(Batch, alerts - acknowledged));
            try
            {
                for (; moved < Math.Min(batch, dies); moved++)
                    await node.AcceptAsync(partition, new StreamPosition(7, acknowledged + moved + 1), Alert(partition, acknowledged + moved));
            }
            catch (IOException)
            {
                continue;
            }

            if (moved == batch)
                acknowledged += batch;
        }
    }

    private static Alert Alert(int partition, int number) => (number % 3) switch
    {
        0 => SampleAlert.Of($"al_{partition}_{number}", Severity.High, "T1"),
        1 => SampleAlert.Of($"al_{partition}_{number}", Severity.Medium, "T2"),
        _ => SampleAlert.Of($"al_{partition}_{number}", Severity.Low, "T3"),
    };

    private static async Task SummariesAsync(AlertDelivery delivery, WebhookReceiver receiver, int summaries)
    {
        delivery.Time.Advance(AlertDispatcher.SummaryAfter);
        await delivery.AdvanceUntilAsync(() => receiver.Received.Select(r => r.Headers["webhook-id"].ToString()).Where(id => id.StartsWith(SuppressedAlerts.Prefix, StringComparison.Ordinal)).Distinct().Count() == summaries
            && delivery.Deliveries().All(d => d.State == DeliveryState.Delivered) ? "all" : null);
    }

    private static bool IsSummary(JsonElement data) => data.GetProperty("id").GetString()!.StartsWith(SuppressedAlerts.Prefix, StringComparison.Ordinal);

    private static Task<AlertDelivery> OnAsync(AlertDelivery first, WebhookReceiver receiver) => AlertDelivery.StartAsync(
        options =>
        {
            options.AllowInsecureLoopback = true;
            options.Subscriptions.Add(AlertDelivery.Subscription(receiver.Url));
        },
        after: first);
}
