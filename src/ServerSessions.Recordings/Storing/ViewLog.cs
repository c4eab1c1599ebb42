using System.Text.Json;
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

    /// <summary>The newest views of all partitions, newest first.</summary>
    public async ValueTask<IReadOnlyList<RecordingView>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var views = new List<RecordingView>();
        for (var partition = 0; partition < storage.Partitions; partition++)
            foreach (var document in await storage.ListAsync(partition, ViewTable, DocumentRange.Newest(limit), cancellationToken))
                if (Decode(document) is { } view)
                    views.Add(view);
        return [.. views.OrderByDescending(v => v.Time).Take(limit)];
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
