using ServerSessions.Storage;

namespace ServerSessions.Journeys.Workers;

/// <summary>Decides which worker does recurring work, and keeps how far it is done: two documents of a table.</summary>
/// <param name="documents">Keeps both.</param>
/// <param name="table">The table of the work.</param>
/// <param name="kept">Time for which a turn holds: no other worker takes one before.</param>
/// <param name="progress">Id of the document with the progress, for work that is done hour by hour.</param>
internal sealed class WorkTurn(IDocumentStore documents, string table, TimeSpan kept, string progress = "done")
{
    /// <summary>A turn for work that takes seconds, and that another worker does if this one dies.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMinutes(5);

    private const string Turn = "turn";

    /// <summary>How far work is done: the hour after the last one, and its version for the worker that goes on from there.</summary>
    public async ValueTask<(long To, long Version)?> ProgressAsync(CancellationToken cancellationToken) =>
        await documents.GetAsync(0, table, progress, cancellationToken) is { } done ? (done.Order, done.Version) : null;

    /// <summary>Notes that hours before this one are done.</summary>
    public async ValueTask ProgressAsync(long to, long version, CancellationToken cancellationToken) =>
        await documents.PutAsync(0, table, progress, to, default, version, cancellationToken);

    /// <summary>Takes the turn, if no other worker has one; the worker that writes it first has it.</summary>
    public async ValueTask<bool> TakeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var turn = await documents.GetAsync(0, table, Turn, cancellationToken);
        if (turn is { } taken && now.ToUnixTimeMilliseconds() - taken.Order < (long)kept.TotalMilliseconds)
            return false;
        return await documents.PutAsync(0, table, Turn, now.ToUnixTimeMilliseconds(), default, turn?.Version ?? 0, cancellationToken) is not null;
    }
}
