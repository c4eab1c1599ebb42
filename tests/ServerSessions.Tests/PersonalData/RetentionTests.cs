using ServerSessions.Alerts.Deliveries;
using ServerSessions.Model.Alerts;
using ServerSessions.PersonalData;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Reports;
using ServerSessions.Reports.Personal;
using ServerSessions.Reports.Views;
using ServerSessions.Response;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.PersonalData;

/// <summary>What is older than it may be is deleted, and the report says what is the oldest.</summary>
public class RetentionTests
{
    private readonly TestClock _clock = new();
    private readonly InProcessStorage _storage;
    private readonly RetentionKinds _kinds;

    public RetentionTests()
    {
        _storage = new InProcessStorage(new InProcessStorageOptions(2), _clock);
        _kinds = new RetentionKinds(_storage, new RetentionLimits(TimeSpan.FromDays(180), TimeSpan.FromDays(30), 50_000), _clock);
    }

    [Theory]
    [InlineData(AlertJson.Table)]
    [InlineData(SessionAlerts.StateTable)]
    [InlineData(DecisionStore.LogTable)]
    [InlineData(DecisionStore.IndexTable)]
    public async Task Records_expire_after_180_days_and_not_before(string table)
    {
        await PutAsync(table, "old", _clock.GetUtcNow().ToUnixTimeMilliseconds());
        _clock.Advance(TimeSpan.FromDays(1));
        await PutAsync(table, "new", _clock.GetUtcNow().ToUnixTimeMilliseconds());
        _clock.Advance(TimeSpan.FromDays(179));
        Assert.Equal(0, await _kinds.EnforceAsync(default));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await _kinds.EnforceAsync(default));
        Assert.Equal("new", Assert.Single(await _storage.ListAsync(1, table, DocumentRange.Oldest(10), default)).Id);
    }

    [Fact]
    public async Task Deliveries_expire_after_their_end_and_pending_ones_do_not()
    {
        var ended = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        await PutAsync(DeliveryStore.Table, "ended", -ended);
        await PutAsync(DeliveryStore.Table, "pending", ended);
        _clock.Advance(TimeSpan.FromDays(181));

        Assert.Equal(1, await _kinds.EnforceAsync(default));
        Assert.Equal("pending", Assert.Single(await _storage.ListAsync(1, DeliveryStore.Table, DocumentRange.Oldest(10), default)).Id);
    }

    [Fact]
    public async Task The_report_has_the_oldest_of_each_kind()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(_clock.GetUtcNow().ToUnixTimeMilliseconds());
        await PutAsync(AlertJson.Table, "alert", at.ToUnixTimeMilliseconds());
        await PutAsync(DeliveryStore.Table, "first", -at.ToUnixTimeMilliseconds());
        await PutAsync(DeliveryStore.Table, "second", -at.AddDays(1).ToUnixTimeMilliseconds());
        await PutAsync(ViewStore.Table, "view", at.ToUnixTimeMilliseconds());
        await PutAsync(NudgeStore.Table, "nudge", at.ToUnixTimeMilliseconds());
        await PutAsync(PersonSettingsStore.Table, "settings", at.ToUnixTimeMilliseconds());

        var report = (await _kinds.ListAsync(default)).ToDictionary(r => r.Kind);

        Assert.Equal((TimeSpan.FromDays(180), at), (report["alerts"].Kept, report["alerts"].Oldest));
        Assert.Equal(at, report["deliveries"].Oldest);
        Assert.Equal((null, at), (report["savedViews"].Kept, report["savedViews"].Oldest));
        Assert.Equal(TimeSpan.FromDays(30), report["sharedLinks"].Kept);
        Assert.Equal(TimeSpan.FromDays(30), report["people"].Kept);
        Assert.Equal((TimeSpan.FromDays(366), at), (report["nudges"].Kept, report["nudges"].Oldest));
        Assert.Equal((TimeSpan.FromDays(400), at), (report["personSettings"].Kept, report["personSettings"].Oldest));
        Assert.Null(report["sessions"].Oldest);
        Assert.Contains("50,000", report["sessions"].Meaning, StringComparison.Ordinal);
    }

    private async Task PutAsync(string table, string id, long order) => Assert.NotNull(await _storage.PutAsync(1, table, id, order, new byte[] { 1 }, 0, default));
}
