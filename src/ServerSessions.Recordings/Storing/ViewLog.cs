using System.Text.Json;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Storage;

namespace ServerSessions.Recordings.Storing;

/// <summary>The log of views: which user opened which recording, and when.</summary>
internal sealed class ViewLog(ISessionStorage storage)
{
    public const string ViewTable = "recording-views";

    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);
    private const int DeletedAtOnce = 500;

    public async ValueTask AddAsync(SessionId session, string? actor, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var data = Encode(new RecordingView { Session = session.ToString(), Actor = actor, Time = at });
        await storage.PutAsync(session.Partition % storage.Partitions, ViewTable, Guid.NewGuid().ToString("N"), at.ToUnixTimeMilliseconds(), data, expectedVersion: null, cancellationToken);
    }

    /// <summary>The newest views of all partitions, newest first, after a cursor.</summary>
    public async ValueTask<Page<RecordingView>> ListAsync(int limit, string? after, CancellationToken cancellationToken)
    {
        var range = DocumentRange.Newest(limit + 1) with { After = after is null ? null : Cursor.Document(after) };
        var found = new List<Document>();
        for (var partition = 0; partition < storage.Partitions; partition++)
            found.AddRange(await storage.ListAsync(partition, ViewTable, range, cancellationToken));
        // By time and id, as each partition lists them.
        Document[] newest = [.. found.OrderByDescending(d => d.Order).ThenByDescending(d => d.Id, StringComparer.Ordinal).Take(limit + 1)];
        return new([.. newest.Take(limit).Select(Decode).OfType<RecordingView>()], newest.Length > limit ? Cursor.Of(newest[limit - 1].Order, newest[limit - 1].Id) : null);
    }

    public async ValueTask TidyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var partition = 0; partition < storage.Partitions; partition++)
            foreach (var document in await storage.ListAsync(partition, ViewTable, new DocumentRange(long.MinValue, (now - Kept).ToUnixTimeMilliseconds(), DeletedAtOnce), cancellationToken))
                await storage.DeleteAsync(partition, ViewTable, document.Id, cancellationToken);
    }

    public static byte[] Encode(RecordingView view) => JsonSerializer.SerializeToUtf8Bytes(view, RecordingJsonContext.Default.RecordingView);

    /// <summary>The view; null when the document cannot be read.</summary>
    public static RecordingView? Decode(Document document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Data.Span, RecordingJsonContext.Default.RecordingView);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
