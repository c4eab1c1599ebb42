using ServerSessions.Alerts.Deliveries;
using ServerSessions.Model.Alerts;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Reports;
using ServerSessions.Reports.Jobs;
using ServerSessions.Reports.Personal;
using ServerSessions.Reports.Shares;
using ServerSessions.Reports.Views;
using ServerSessions.Response;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>How long each kind of records is kept, and which of it is the oldest.</summary>
internal sealed class RetentionKinds(ISessionStorage storage, RetentionLimits limits, TimeProvider time, params IEnumerable<IRetainedKind> further)
{
    private const int DeletedAtOnce = 500;
    private const int HoursAtOnce = 24 * 30;
    private static readonly TimeSpan LongestRollups = TimeSpan.FromDays(410);

    // In the order of their time; what belongs to a record goes with it.
    private static readonly string[] Aged = [AlertJson.Table, SessionAlerts.StateTable, DecisionStore.LogTable, DecisionStore.IndexTable, ReplayStore.Table, ExportStore.Table];

    /// <summary>Deletes what is older than it may be. Journeys and rollups expire in the storage, and everything else has an end of its own.</summary>
    /// <returns>Number of deleted records.</returns>
    public async ValueTask<long> EnforceAsync(CancellationToken cancellationToken)
    {
        var before = (time.GetUtcNow() - limits.Alerts).ToUnixTimeMilliseconds();
        var deleted = 0L;
        for (var partition = 0; partition < storage.Partitions; partition++)
        {
            foreach (var table in Aged)
                deleted += await DeleteAsync(partition, table, new DocumentRange(long.MinValue, before, DeletedAtOnce), cancellationToken);
            // Ended deliveries are ordered by their end, negated.
            deleted += await DeleteAsync(partition, DeliveryStore.Table, new DocumentRange(-before, 0, DeletedAtOnce), cancellationToken);
        }

        return deleted;
    }

    public async ValueTask<IReadOnlyList<RecordRetention>> ListAsync(CancellationToken cancellationToken)
    {
        var kinds = new List<RecordRetention>(await ListOwnAsync(cancellationToken));
        foreach (var kind in further)
            kinds.Add(await kind.ReadAsync(cancellationToken));
        return kinds;
    }

    private async ValueTask<IReadOnlyList<RecordRetention>> ListOwnAsync(CancellationToken cancellationToken) =>
    [
        new("events", null, await OldestEventAsync(cancellationToken), "until they are processed"),
        new("liveSessions", TimeSpan.FromHours(24), null, "a day after they are closed"),
        new("sessions", storage.JourneysKept, await OldestSessionAsync(cancellationToken), storage.JourneysKept is null ? $"the newest {limits.InProcessJourneys:N0}, until the process ends" : "after the day of their start"),
        new("figures", storage.RollupsKept, await OldestRollupAsync(cancellationToken), "after their day; counts, without anything that names a person"),
        // Ordered by what is remembered, so the oldest is not known.
        new("people", limits.People, null, "after the last change of what is remembered of a person over sessions"),
        new("nudges", NudgeStore.Kept, await OldestAsync(NudgeStore.Table, cancellationToken), "after the last change of what a person was shown"),
        new("personSettings", PersonSettingsStore.Kept, await OldestAsync(PersonSettingsStore.Table, cancellationToken), "after the person looked at them last"),
        new("cohortUsers", storage.JourneysKept, null, "after the newest session that put the user there"),
        new("alerts", limits.Alerts, await OldestAsync(AlertJson.Table, cancellationToken), "after they were raised, with what was decided about them"),
        new("decisions", limits.Alerts, await OldestAsync(DecisionStore.LogTable, cancellationToken), "after they were made"),
        new("deliveries", limits.Alerts, await OldestDeliveryAsync(cancellationToken), "after they ended"),
        new("replays", limits.Alerts, await OldestAsync(ReplayStore.Table, cancellationToken), "after they were asked for"),
        new("exports", limits.Alerts, await OldestAsync(ExportStore.Table, cancellationToken), "after they were asked for; not what was exported"),
        new("savedViews", null, await OldestAsync(ViewStore.Table, cancellationToken), "until they are deleted; name, filters, and the name of the person who saved each"),
        // Ordered by their end, so the oldest is not known.
        new("sharedLinks", ShareStore.MaxLifetime, null, "at most, from their making until they end or are revoked; the view, and how often it was opened, not by whom"),
        new("deadLetters", null, await OldestLetterAsync(cancellationToken), "the newest 1,000 of each partition"),
        new("erasures", ErasureStore.Kept, await OldestAsync(ErasureStore.Table, cancellationToken, ErasureStore.FirstOpen), "after they are done; with one-way marks"),
    ];

    private async ValueTask<long> DeleteAsync(int partition, string table, DocumentRange range, CancellationToken cancellationToken)
    {
        var deleted = 0L;
        while (await storage.ListAsync(partition, table, range, cancellationToken) is { Count: > 0 } page)
            foreach (var document in page)
            {
                await storage.DeleteAsync(partition, table, document.Id, cancellationToken);
                deleted++;
            }

        return deleted;
    }

    private ValueTask<DateTimeOffset?> OldestAsync(string table, CancellationToken cancellationToken, long before = long.MaxValue) => OldestAsync(
        async partition => await storage.ListAsync(partition, table, new DocumentRange(long.MinValue, before, 1), cancellationToken) is [var oldest] ? oldest.Order : null);

    private ValueTask<DateTimeOffset?> OldestDeliveryAsync(CancellationToken cancellationToken) => OldestAsync(
        async partition => await storage.ListAsync(partition, DeliveryStore.Table, new DocumentRange(long.MinValue, 0, 1, Descending: true), cancellationToken) is [var oldest] ? -oldest.Order : null);

    private ValueTask<DateTimeOffset?> OldestEventAsync(CancellationToken cancellationToken) => OldestAsync(
        async partition => (await storage.StatusAsync(partition, cancellationToken)).OldestUncommitted);

    private ValueTask<DateTimeOffset?> OldestSessionAsync(CancellationToken cancellationToken) => OldestAsync(
        async partition => await storage.ScanAsync(partition, new JourneyScan(0, long.MaxValue, null, 1), cancellationToken) is [var oldest, ..] ? oldest.Id.Milliseconds : null);

    private ValueTask<DateTimeOffset?> OldestLetterAsync(CancellationToken cancellationToken) => OldestAsync(
        async partition => await storage.DeadLettersAsync(partition, 1_000, cancellationToken) is { Count: > 0 } letters ? letters[^1].Position.Milliseconds : null);

    private async ValueTask<DateTimeOffset?> OldestRollupAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds() / 3600;
        for (var hour = now - (long)LongestRollups.TotalHours; hour <= now; hour += HoursAtOnce)
            if (await storage.ReadRollupsAsync("overview", hour, hour + HoursAtOnce, cancellationToken) is { Count: > 0 } found)
                return DateTimeOffset.FromUnixTimeSeconds(found.Keys.Min() * 3600);
        return null;
    }

    private async ValueTask<DateTimeOffset?> OldestAsync(Func<int, ValueTask<long?>> find)
    {
        long? oldest = null;
        for (var partition = 0; partition < storage.Partitions; partition++)
            if (await find(partition) is { } found && !(oldest <= found))
                oldest = found;
        return oldest is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
    }
}
