using System.Text.Json;
using ServerSessions.Journeys.People;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Personalization.Nudges;

/// <summary>
/// Which nudges people were shown: one document per person, by pseudonym, in the person's own partition, in the order of the last change. A claim is one
/// compare-and-set, so that of two tabs or nodes only one shows a nudge. A withdrawal is another one, so that a claim comes before it and is removed, or fails.
/// </summary>
internal sealed class NudgeStore(ISessionStorage storage, NudgeOptions options, INudgeAlertErasure alerts)
{
    public const string Table = "nudges";
    private const int PageSize = 500;

    /// <summary>Time for which a memory is kept after its last change.</summary>
    public static TimeSpan Kept => NudgeOptions.Kept;

    public async ValueTask<(NudgeMemory Memory, long Version)> FindAsync(Pseudonym person, CancellationToken cancellationToken) =>
        await storage.GetAsync(PartitionOf(person), Table, person.ToString(), cancellationToken) is { } document
            ? (Decode(document), document.Version)
            : (NudgeMemory.Empty, 0);

    /// <returns>Whether the memory was still of this version.</returns>
    public async ValueTask<bool> TryWriteAsync(Pseudonym person, NudgeMemory memory, long version, DateTimeOffset now, CancellationToken cancellationToken) =>
        await storage.PutAsync(
            PartitionOf(person), Table, person.ToString(), now.ToUnixTimeMilliseconds(), JsonSerializer.SerializeToUtf8Bytes(memory, NudgeJsonContext.Default.NudgeMemory), version, cancellationToken) is not null;

    /// <summary>
    /// The person has withdrawn: what was shown until then is removed with its alerts to the support, and no node claims a nudge until every node has received the
    /// withdrawal. Repeating it changes nothing.
    /// </summary>
    /// <param name="person">The person.</param>
    /// <param name="at">When.</param>
    /// <param name="leavesMark">Also where nothing was stored.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async ValueTask WithdrawAsync(Pseudonym person, DateTimeOffset at, bool leavesMark, CancellationToken cancellationToken)
    {
        if (options.Rules.Count == 0)
        {
            await EraseAlertsAsync(person, cancellationToken);
            await storage.DeleteAsync(PartitionOf(person), Table, person.ToString(), cancellationToken);
            return;
        }

        var until = (at + PersonStore.Spreading).ToUnixTimeMilliseconds();
        while (true)
        {
            var (memory, version) = await FindAsync(person, cancellationToken);
            await EraseAlertsAsync(memory, cancellationToken);
            if ((version == 0 && !leavesMark) || memory.WithdrawnUntil >= until || await TryWriteAsync(person, memory.Withdrawn(until), version, at, cancellationToken))
                return;
        }
    }

    /// <summary>Removes the alerts to the support about a person; what was shown still counts.</summary>
    public async ValueTask EraseAlertsAsync(Pseudonym person, CancellationToken cancellationToken)
    {
        while (await FindAsync(person, cancellationToken) is var (memory, version) && memory.AlertIds().Any())
        {
            await EraseAlertsAsync(memory, cancellationToken);
            if (await TryWriteAsync(person, memory.WithoutAlerts(), version, UnixTime.ToDate(1000 * memory.Showings.Max(s => s.At)), cancellationToken))
                return;
        }
    }

    // Before the memory, which is what names them.
    private async ValueTask EraseAlertsAsync(NudgeMemory memory, CancellationToken cancellationToken)
    {
        foreach (var alert in memory.AlertIds())
            await alerts.EraseAsync(alert, cancellationToken);
    }

    /// <summary>Deletes memories that have not changed since a time.</summary>
    public async ValueTask SweepAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        for (var partition = 0; partition < storage.Partitions; partition++)
            while (await storage.ListAsync(partition, Table, new DocumentRange(long.MinValue, before.ToUnixTimeMilliseconds(), PageSize), cancellationToken) is { Count: > 0 } old)
                foreach (var document in old)
                    await storage.DeleteAsync(partition, Table, document.Id, cancellationToken);
    }

    private int PartitionOf(Pseudonym person) => PartitionMap.Of(person, storage.Partitions);

    // What cannot be read says of nothing that it was not shown: it counts as shown just now, and is swept in its time.
    public static NudgeMemory Decode(Document document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Data.Span, NudgeJsonContext.Default.NudgeMemory) ?? NudgeMemory.Empty;
        }
        catch (JsonException)
        {
            return new NudgeMemory([new NudgeShowing("", "", long.MaxValue)]);
        }
    }
}
