using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using ServerSessions.Recordings.Storing;

namespace ServerSessions.Recordings.S3;

/// <summary>Chunks as objects: <c>{prefix}{recording}/{number}.bin</c>. Every node of the application reaches them.</summary>
/// <param name="client">The bucket's client.</param>
/// <param name="bucket">Name of the bucket.</param>
/// <param name="prefix">Begin of each key, which keeps what else is in the bucket apart.</param>
/// <param name="page">Maximum number of keys of a list and of a deletion.</param>
internal sealed class S3RecordingStore(IAmazonS3 client, string bucket, string prefix, int page = S3RecordingStore.MaxPage) : IRecordingStore
{
    /// <summary>The protocol's maximum.</summary>
    public const int MaxPage = 1_000;

    public bool IsShared => true;

    public async ValueTask AddAsync(string recording, int number, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(data.ToArray(), writable: false);
        await client.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = KeyOf(recording, number), InputStream = body, ContentType = "application/octet-stream", UseChunkEncoding = false },
            cancellationToken);
    }

    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(string recording, int number, CancellationToken cancellationToken)
    {
        try
        {
            using var found = await client.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = KeyOf(recording, number) }, cancellationToken);
            using var data = new MemoryStream();
            await found.ResponseStream.CopyToAsync(data, cancellationToken);
            return data.ToArray();
        }
        catch (NoSuchKeyException)
        {
            return null;
        }
    }

    public async ValueTask DeleteAsync(string recording, CancellationToken cancellationToken)
    {
        await foreach (var chunks in ListAsync(FolderOf(recording), cancellationToken))
            await DeleteAsync([.. chunks.Select(chunk => chunk.Key)], cancellationToken);
    }

    public async ValueTask<int> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        // Keys come in their order, so the chunks of a recording are neighbours.
        var (deleted, current, last) = (0, "", DateTimeOffset.MinValue);
        await foreach (var chunks in ListAsync(prefix, cancellationToken))
            foreach (var chunk in chunks)
            {
                if (RecordingOf(chunk.Key) is not { } recording)
                    continue;
                if (recording != current)
                {
                    await EndAsync();
                    (current, last) = (recording, DateTimeOffset.MinValue);
                }

                // Without a time it counts as new: what may be in use is kept.
                var written = chunk.LastModified is { } at ? new DateTimeOffset(at.ToUniversalTime()) : DateTimeOffset.MaxValue;
                last = last > written ? last : written;
            }

        await EndAsync();
        return deleted;

        async ValueTask EndAsync()
        {
            if (current.Length == 0 || last >= time)
                return;
            await DeleteAsync(current, cancellationToken);
            deleted++;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<S3Object>> ListAsync(
        string below, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var found = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = below, ContinuationToken = next, MaxKeys = page }, cancellationToken);
            var objects = found.S3Objects ?? [];
            if (objects.Count > 0)
                yield return objects;
            next = found.IsTruncated == true ? found.NextContinuationToken : null;
        }
        while (next is not null);
    }

    private async ValueTask DeleteAsync(List<string> keys, CancellationToken cancellationToken)
    {
        var answer = await client.DeleteObjectsAsync(
            new DeleteObjectsRequest { BucketName = bucket, Objects = [.. keys.Select(key => new KeyVersion { Key = key })], Quiet = true }, cancellationToken);
        if (answer.DeleteErrors is { Count: > 0 } refused)
            throw new IOException($"{refused.Count} of {keys.Count} chunks of a recording were not deleted from the bucket \"{bucket}\": {refused[0].Code}.");
    }

    private string KeyOf(string recording, int number) => FolderOf(recording) + number.ToString("D6", CultureInfo.InvariantCulture) + ".bin";

    private string FolderOf(string recording) => $"{prefix}{RecordingIds.Checked(recording)}/";

    private string? RecordingOf(string key) =>
        key.Length > prefix.Length + RecordingIds.Digits && key[prefix.Length + RecordingIds.Digits] == '/'
        && key.Substring(prefix.Length, RecordingIds.Digits) is var id && RecordingIds.IsId(id) ? id : null;
}
