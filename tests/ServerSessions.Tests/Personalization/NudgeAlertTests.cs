using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Consents;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Personalization;

/// <summary>The support gets an alert of a nudge that was shown; it rests on what the person has agreed to.</summary>
public sealed class NudgeAlertTests
{
    [Fact]
    public async Task The_support_gets_an_alert_about_the_session_of_a_person_who_may_need_help()
    {
        await using var app = await StartAsync();
        await NudgeShop.ShownAsync(() => NudgeShop.StuckAsync(app.Visitor()));
        var alerts = app.Services.GetRequiredService<ISessionAlerts>();
        await Waiting.UntilAsync(
            async () => (await alerts.ListAsync(new AlertQuery())).Items is [{ } alert] && alert.Finding is { Rule: "nudge", Name: NudgeShop.Tip, Severity: Severity.Info, Subject.Kind: ActorKind.Session },
            what: "an alert of the rule nudge");
    }

    [Theory]
    [InlineData(TrackingPurposes.Personalization, 0)]
    [InlineData(TrackingPurposes.Analytics, 1)]
    public async Task A_withdrawal_erases_the_alert_to_the_support_with_what_is_not_sent_of_it(TrackingPurposes withdrawn, int showingsLeft)
    {
        await using var app = await StartAsync(s => s.AddSessionTracking().AddWebhook("https://127.0.0.1:9/support", "whsec_" + Convert.ToBase64String(new byte[32])));
        await NudgeShop.ShownAsync(() => NudgeShop.StuckAsync(app.Visitor()));
        var (alerts, storage) = (app.Services.GetRequiredService<ISessionAlerts>(), app.Services.GetRequiredService<ISessionStorage>());
        await Waiting.UntilAsync(async () => (await alerts.ListAsync(new AlertQuery())).Items.Count == 1 && await CountAsync(storage, DeliveryStore.Table) == 2, what: "the alert, its message and its summary");
        var (person, erasure) = (await PersonAsync(storage), app.Services.GetRequiredService<IConsentErasure>());

        await erasure.EraseAsync(new ConsentWithdrawal(person, default, withdrawn, TrackingPurposes.None, DateTimeOffset.UtcNow), default);

        Assert.Empty((await alerts.ListAsync(new AlertQuery())).Items);
        Assert.Equal(0, await CountAsync(storage, DeliveryStore.Table));
        var left = (await app.Services.GetRequiredService<NudgeStore>().FindAsync(person, default)).Memory;
        Assert.Equal((showingsLeft, 0), (left.Showings.Length, left.AlertIds().Count()));
    }

    [Fact]
    public async Task An_erasure_leaves_no_message_about_the_person_also_when_it_was_tried_before()
    {
        await using var app = await StartAsync(s => s.AddSessionTracking().AddWebhook("https://127.0.0.1:9/support", "whsec_" + Convert.ToBase64String(new byte[32])));
        await NudgeShop.ShownAsync(() => NudgeShop.StuckAsync(app.Visitor()));
        var (alerts, storage, privacy) = (app.Services.GetRequiredService<ISessionAlerts>(), app.Services.GetRequiredService<ISessionStorage>(), app.Services.GetRequiredService<ISessionPrivacy>());
        await Waiting.UntilAsync(async () => (await DeliveriesAsync(storage)).Exists(d => d.Tries > 0) && (await DeliveriesAsync(storage)).Count == 2, what: "an attempt to send it, and its summary");
        Assert.True(SessionId.TryParse(Assert.Single((await alerts.ListAsync(new AlertQuery())).Items).Finding.Subject.Hash, out var session));

        var erasure = await privacy.EraseAsync(DataSubject.OfSession(session));
        await Waiting.UntilAsync(async () => await privacy.FindErasureAsync(erasure.Id) is { State: ErasureState.Done }, what: "the erasure");

        Assert.Empty(await DeliveriesAsync(storage));
    }

    [Fact]
    public async Task An_alert_to_the_support_whose_showing_was_withdrawn_before_it_is_stored_is_not_kept()
    {
        await using var app = await StartAsync();
        var (alerts, raised) = (app.Services.GetRequiredService<ISessionAlerts>(), app.Services.GetRequiredService<NudgeAlerts>());
        var (store, now) = (app.Services.GetRequiredService<NudgeStore>(), DateTimeOffset.UtcNow);
        var nudge = new Nudge { Name = NudgeShop.Tip, Trigger = NudgeTrigger.RepeatedFailures };
        var (withdrawn, kept) = (new Pseudonym(1, 2), new Pseudonym(1, 3));
        var alert = NudgeAlerts.Of(nudge, SessionId.Create(1, 0, kept), now);
        await store.TryWriteAsync(kept, NudgeMemory.Empty.With(new NudgeShowing("1", NudgeShop.Tip, 1) { Alert = alert.Id }), 0, now, default);

        raised.Raise(NudgeAlerts.Of(nudge, SessionId.Create(1, 0, withdrawn), now), withdrawn);
        raised.Raise(alert, kept);

        // They are stored one after the other.
        await Waiting.UntilAsync(async () => (await alerts.ListAsync(new AlertQuery())).Items.Count > 0, what: "the second alert");
        Assert.Equal(alert.Id, Assert.Single((await alerts.ListAsync(new AlertQuery())).Items).Id);
    }

    private static async Task<long> CountAsync(ISessionStorage storage, string table)
    {
        var count = 0L;
        for (var partition = 0; partition < storage.Partitions; partition++)
            count += await storage.CountAsync(partition, table, default);
        return count;
    }

    private static async Task<List<Delivery>> DeliveriesAsync(ISessionStorage storage)
    {
        var deliveries = new List<Delivery>();
        for (var partition = 0; partition < storage.Partitions; partition++)
            deliveries.AddRange((await storage.ListAsync(partition, DeliveryStore.Table, DocumentRange.Newest(100), default)).Select(d => DeliveryStore.Decode(d.Data.Span)));
        return deliveries;
    }

    private static async Task<Pseudonym> PersonAsync(ISessionStorage storage)
    {
        for (var partition = 0; partition < storage.Partitions; partition++)
            foreach (var document in await storage.ListAsync(partition, NudgeStore.Table, DocumentRange.Newest(100), default))
                if (System.Text.Encoding.UTF8.GetString(document.Data.Span).Contains("alert_", StringComparison.Ordinal) && Pseudonym.TryParse(document.Id, out var person))
                    return person;
        throw new InvalidOperationException("No showing has an alert.");
    }

    private static Task<TrackedApp> StartAsync(Action<IServiceCollection>? after = null) => TrackedApp.StartAsync(
        NudgeShop.Map,
        services =>
        {
            services.AddRazorComponents();
            services.AddAntiforgery();
        },
        o =>
        {
            NudgeShop.Options(o);
            o.Nudges.Rules[0].Channels |= NudgeChannels.Support;
        },
        after: after);
}
