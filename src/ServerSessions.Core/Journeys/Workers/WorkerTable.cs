using System.Text.Json;
using System.Text.Json.Serialization;
using ServerSessions.Storage;

namespace ServerSessions.Journeys.Workers;

/// <summary>
/// Where workers announce themselves: a document each in partition 0, written again and again. A worker lives while its document changes, by the reader's own clock
/// and only while the reader can read: clocks need not agree, and a storage that did not answer for a while makes no worker dead.
/// </summary>
internal sealed class WorkerTable(IDocumentStore documents, string self, RollerOptions options, TimeProvider time)
{
    public const string Table = "workers";

    private const int MaxWorkers = 1_000;
    private const int KeptSilences = 20;

    private readonly Dictionary<string, Sign> _signs = new(StringComparer.Ordinal);
    private long _looked;

    public async ValueTask AnnounceAsync(IEnumerable<int> partitions, bool isLeaving, CancellationToken cancellationToken)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(new Announcement([.. partitions.Order()], isLeaving), WorkerJsonContext.Default.Announcement);
        await documents.PutAsync(0, Table, self, time.GetUtcNow().ToUnixTimeMilliseconds(), data, expectedVersion: null, cancellationToken);
    }

    public async ValueTask WithdrawAsync(CancellationToken cancellationToken) => await documents.DeleteAsync(0, Table, self, cancellationToken);

    /// <summary>The other workers that live.</summary>
    public async ValueTask<IReadOnlyList<Worker>> OthersAsync(CancellationToken cancellationToken)
    {
        var all = await documents.ListAsync(0, Table, DocumentRange.Newest(MaxWorkers), cancellationToken);
        var now = time.GetTimestamp();
        // The time between two reads counts up to its planned length: if it was longer, storage stood still, or this process did.
        var passed = _looked == 0 ? TimeSpan.Zero : time.GetElapsedTime(_looked, now);
        passed = passed < 2 * options.LookEveryAlone ? passed : 2 * options.LookEveryAlone;
        _looked = now;
        var living = new List<Worker>();
        foreach (var document in all.Where(d => d.Id != self))
        {
            var sign = _signs.TryGetValue(document.Id, out var before) && before.Version == document.Version
                ? before with { Silent = before.Silent + passed }
                : new Sign(document.Version, TimeSpan.Zero);
            _signs[document.Id] = sign;
            if (sign.Silent >= KeptSilences * options.Silence)
                await documents.DeleteAsync(0, Table, document.Id, cancellationToken);
            else if (sign.Silent < options.Silence && Read(document) is { } worker)
                living.Add(worker);
        }

        foreach (var gone in _signs.Keys.Except(all.Select(d => d.Id)).ToList())
            _signs.Remove(gone);
        return living;
    }

    // One that cannot be read is no worker, and is not waited for.
    private static Worker? Read(Document document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Data.Span, WorkerJsonContext.Default.Announcement) is { Partitions: { } partitions } announced
                ? new Worker(document.Id, partitions, announced.IsLeaving)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Sign(long Version, TimeSpan Silent);
}

/// <summary>The document that a worker writes about itself.</summary>
internal sealed record Announcement(int[] Partitions, bool IsLeaving);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Announcement))]
internal sealed partial class WorkerJsonContext : JsonSerializerContext;
