using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Jobs;

/// <summary>The jobs of a kind, as documents of partition 0 in the order in which they were asked for.</summary>
internal class JobStore<T>(IDocumentStore documents, TimeProvider time, string table, JsonTypeInfo<T> type)
    where T : JobReport
{
    private const int MaxListed = 50;
    private const int IdBytes = 12;
    private static readonly TimeSpan Lost = TimeSpan.FromMinutes(1);

    /// <summary>Returns an id that no other job has.</summary>
    public static string NewId() => "job_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    public async ValueTask AddAsync(T job, CancellationToken cancellationToken) => await PutAsync(job, version: 0, cancellationToken);

    public async ValueTask<T?> FindAsync(string id, CancellationToken cancellationToken) =>
        await documents.GetAsync(0, table, id, cancellationToken) is { } document ? Shown(Decode(document.Data.Span)) : null;

    public async ValueTask<IReadOnlyList<T>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await documents.ListAsync(0, table, DocumentRange.Newest(MaxListed), cancellationToken)).Select(document => Shown(Decode(document.Data.Span)))];

    /// <summary>Changes a job, from what is stored of it at that moment.</summary>
    /// <param name="id">Id of the job.</param>
    /// <param name="change">The change; null to leave the job as it is. It is made again when another process was faster.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>What is stored then; null when there is no such job.</returns>
    public async ValueTask<T?> ChangeAsync(string id, Func<T, T?> change, CancellationToken cancellationToken)
    {
        while (await documents.GetAsync(0, table, id, cancellationToken) is { } document)
        {
            var stored = Decode(document.Data.Span);
            if (change(stored) is not { } changed)
                return stored;
            if (await PutAsync(changed, document.Version, cancellationToken))
                return changed;
        }

        return null;
    }

    /// <summary>Cancels a job: at once while it waits, by its process while it runs.</summary>
    /// <returns>Null when there is no such job.</returns>
    public async ValueTask<T?> CancelAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var left = await ChangeAsync(
            id,
            job => !Shown(job).IsOpen || job.IsCancelRequested ? null
                : job.State == JobState.Waiting ? job with { State = JobState.Cancelled, IsCancelRequested = true, EndedAt = now }
                : job with { IsCancelRequested = true },
            cancellationToken);
        return left is null ? null : Shown(left);
    }

    private async ValueTask<bool> PutAsync(T job, long version, CancellationToken cancellationToken) => await documents.PutAsync(
        0, table, job.Id, job.RequestedAt.ToUnixTimeMilliseconds(), JsonSerializer.SerializeToUtf8Bytes(job, type), version, cancellationToken) is not null;

    private T Decode(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, type) ?? throw new JsonException("The stored job is the JSON null; an object is expected.");

    private T Shown(T job) => job.IsOpen && time.GetUtcNow() - job.SeenAt > Lost
        ? job with { State = JobState.Failed, EndedAt = job.SeenAt, Fault = "The process that had it has ended, or has not reached the storage for a minute." }
        : job;
}
