using System.Text.Json;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Consents;

/// <summary>
/// The proofs of consent, one document for each pseudonym (of a browser or a user) in its partition: its newest decisions, oldest first. The order of a document
/// is the time of its newest decision.
/// </summary>
/// <param name="documents">The storage.</param>
/// <param name="partitions">Number of its partitions.</param>
/// <param name="maxProofs">Maximum number of pseudonyms with proofs, above which no anonymous browser gets its first.</param>
internal sealed class ConsentStore(IDocumentStore documents, int partitions, int maxProofs = int.MaxValue)
{
    /// <summary>Table of the proofs; the id is the pseudonym.</summary>
    public const string Table = "consents";

    /// <summary>Table of users who have decided lately, for the other nodes; the id is the user's pseudonym.</summary>
    public const string NewsTable = "consent-news";

    /// <summary>Topic of <see cref="NewsTable"/>.</summary>
    public const string Topic = "consents";

    /// <summary>Maximum number of decisions that are kept for a pseudonym; the oldest is removed first.</summary>
    public const int MaxEntries = 32;

    /// <summary>Time by which the clocks of nodes may differ: of two decisions within it, the one that is stored later is the newer.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    /// <summary>Unit of the times.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private const int Attempts = 8;

    // Storage that removes the oldest documents must not remove those of users to make room for browsers.
    private readonly long _maxOfPartition = Math.Min(Math.Max(1, maxProofs / partitions), documents.MaxDocuments / 4 * 3 ?? int.MaxValue);

    private const int Page = 100;

    public async ValueTask<IReadOnlyList<ConsentEntry>> FindAsync(Pseudonym person, CancellationToken cancellationToken) =>
        await documents.GetAsync(PartitionOf(person), Table, person.ToString(), cancellationToken) is { } document ? Decode(document) : [];

    /// <summary>Adds a decision; adding the same one again changes nothing.</summary>
    /// <param name="person">Pseudonym of the browser or the user.</param>
    /// <param name="entry">The decision.</param>
    /// <param name="begin">Whether it is added where no earlier decision is kept.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Kept; NotNeeded where it must not begin; Lost above the maximum.</returns>
    public async ValueTask<ConsentProof> AddAsync(Pseudonym person, ConsentEntry entry, ProofBegin begin, CancellationToken cancellationToken)
    {
        var (partition, id) = (PartitionOf(person), person.ToString());
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var stored = await documents.GetAsync(partition, Table, id, cancellationToken);
            var entries = stored is { } found ? Decode(found) : [];
            var newest = entries is [.., var last] && last.At >= entry.At && last.At - entry.At <= Skew ? last : null;
            if (entries.Contains(entry) || (newest is not null && newest with { At = entry.At } == entry))
                return ConsentProof.Kept;
            if (entries.Length == 0 && begin == ProofBegin.Never)
                return ConsentProof.NotNeeded;
            if (stored is null && begin == ProofBegin.WithinLimit && await documents.CountAsync(partition, Table, cancellationToken) >= _maxOfPartition)
                return ConsentProof.Lost;
            ConsentEntry[] all = [.. entries.Append(newest is null ? entry : entry with { At = newest.At + Tick }).OrderBy(e => e.At).TakeLast(MaxEntries)];
            if (await documents.PutAsync(partition, Table, id, all[^1].At.ToUnixTimeMilliseconds(), JsonSerializer.SerializeToUtf8Bytes(all, ConsentJsonContext.Default.ConsentEntryArray), stored?.Version ?? 0, cancellationToken) is not null)
                return ConsentProof.Kept;
        }

        throw new StorageUnavailableException($"The proof of a consent was changed by others {Attempts} times in a row.");
    }

    /// <summary>Tells the other nodes that this user has decided.</summary>
    public ValueTask<long?> AnnounceAsync(Pseudonym user, DateTimeOffset at, CancellationToken cancellationToken) =>
        documents.PutAsync(0, NewsTable, user.ToString(), at.ToUnixTimeMilliseconds(), default, null, cancellationToken);

    /// <summary>Lists users who have decided since a time, oldest first.</summary>
    public async ValueTask<IReadOnlyList<Pseudonym>> NewsAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync(0, NewsTable, new DocumentRange(since.ToUnixTimeMilliseconds(), long.MaxValue, limit, Descending: true), cancellationToken))
            .Select(d => Pseudonym.TryParse(d.Id, out var user) ? user : default).Where(u => !u.IsNone)];

    /// <summary>Removes proofs whose newest decision is older than <paramref name="keptSince"/>, and old news.</summary>
    public async ValueTask TidyAsync(DateTimeOffset keptSince, DateTimeOffset newsSince, CancellationToken cancellationToken)
    {
        await RemoveAsync(0, NewsTable, newsSince, cancellationToken);
        for (var partition = 0; partition < partitions; partition++)
            await RemoveAsync(partition, Table, keptSince, cancellationToken);
    }

    private async ValueTask RemoveAsync(int partition, string table, DateTimeOffset before, CancellationToken cancellationToken)
    {
        while (await documents.ListAsync(partition, table, new DocumentRange(long.MinValue, before.ToUnixTimeMilliseconds(), Page), cancellationToken) is { Count: > 0 } old)
        {
            foreach (var document in old)
                await documents.DeleteAsync(partition, table, document.Id, cancellationToken);
            if (old.Count < Page)
                return;
        }
    }

    private int PartitionOf(Pseudonym person) => PartitionMap.Of(person, partitions);

    /// <summary>The decisions of a document of <see cref="Table"/>, oldest first.</summary>
    public static ConsentEntry[] Decode(in Document document) =>
        JsonSerializer.Deserialize(document.Data.Span, ConsentJsonContext.Default.ConsentEntryArray) ?? throw new JsonException($"The proof of \"{document.Id}\" is null.");
}
