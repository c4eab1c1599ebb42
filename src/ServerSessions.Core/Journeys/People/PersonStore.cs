using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.People;

/// <summary>
/// The memories of people: one document per person, by pseudonym, in the person's own partition, in the order of their last change. Reports are merged with
/// compare-and-set, so that workers of several partitions can report of one person at a time.
/// </summary>
internal sealed class PersonStore(ISessionStorage storage, LiveJourneyOptions options, TimeProvider time)
{
    public const string Table = "people";

    private const int PageSize = 500;

    /// <summary>Time in which a user's decision reaches every node, and by which their clocks may differ.</summary>
    public static readonly TimeSpan Spreading = TimeSpan.FromSeconds(5);

    /// <summary>Time before which nothing is remembered, Unix microseconds.</summary>
    public long ForgetBefore => (time.GetUtcNow() - options.Kept).ToMicroseconds();

    public async ValueTask<PersonMemory> FindAsync(Pseudonym person, CancellationToken cancellationToken) =>
        Memory(await storage.GetAsync(PartitionMap.Of(person, storage.Partitions), Table, person.ToString(), cancellationToken));

    /// <summary>Merges reports into the memories of their people. Repeating it changes nothing.</summary>
    public async ValueTask MergeAsync(IEnumerable<PersonProgress> reports, CancellationToken cancellationToken)
    {
        foreach (var reported in reports.GroupBy(r => r.Person))
            await MergeAsync(reported.Key, [.. reported], cancellationToken);
    }

    /// <summary>
    /// The person has withdrawn: what was remembered until then is removed, and sessions that are still open do not report it again. Repeating it changes nothing.
    /// </summary>
    /// <param name="person">The person.</param>
    /// <param name="at">When.</param>
    /// <param name="leavesMark">Also where nothing was stored.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async ValueTask WithdrawAsync(Pseudonym person, DateTimeOffset at, bool leavesMark, CancellationToken cancellationToken)
    {
        var until = (at + Spreading).ToMicroseconds();
        if (options.RemembersPeople)
            await ChangeAsync(person, (memory, forgetBefore) => leavesMark || !memory.IsEmpty ? memory.Withdrawn(until, forgetBefore) : memory, cancellationToken);
        else
            await storage.DeleteAsync(PartitionMap.Of(person, storage.Partitions), Table, person.ToString(), cancellationToken);
    }

    /// <summary>Deletes what has not changed for longer than it is kept.</summary>
    /// <returns>The number of deleted documents.</returns>
    public async ValueTask<int> SweepAsync(CancellationToken cancellationToken)
    {
        var deleted = 0;
        for (var partition = 0; partition < storage.Partitions; partition++)
            while (await storage.ListAsync(partition, Table, new DocumentRange(long.MinValue, ForgetBefore, PageSize), cancellationToken) is { Count: > 0 } old)
                foreach (var document in old)
                    deleted += await storage.DeleteAsync(partition, Table, document.Id, cancellationToken) ? 1 : 0;
        return deleted;
    }

    private ValueTask MergeAsync(Pseudonym person, PersonProgress[] reports, CancellationToken cancellationToken) =>
        ChangeAsync(person, (memory, forgetBefore) => reports.Aggregate(memory, (all, report) => all.With(report, forgetBefore)), cancellationToken);

    private async ValueTask ChangeAsync(Pseudonym person, Func<PersonMemory, long, PersonMemory> change, CancellationToken cancellationToken)
    {
        var (partition, id) = (PartitionMap.Of(person, storage.Partitions), person.ToString());
        while (true)
        {
            var stored = await storage.GetAsync(partition, Table, id, cancellationToken);
            var after = change(Memory(stored), ForgetBefore);
            if (after.IsEmpty)
            {
                if (stored is not null)
                    await storage.DeleteAsync(partition, Table, id, cancellationToken);
                return;
            }

            var data = PersonCodec.Encode(after);
            if (stored is { } same && same.Data.Span.SequenceEqual(data.Span))
                return;
            if (await storage.PutAsync(partition, Table, id, after.NewestAt, data, stored?.Version ?? 0, cancellationToken) is not null)
                return;
        }
    }

    // One that cannot be read is of another version of this library, and is written anew.
    private static PersonMemory Memory(Document? document)
    {
        try
        {
            return document is { } stored ? PersonCodec.Decode(stored.Data) : PersonMemory.Empty;
        }
        catch (InvalidMessageException)
        {
            return PersonMemory.Empty;
        }
    }
}
