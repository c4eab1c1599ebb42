using ServerSessions.Storage;

namespace ServerSessions.Journeys.Workers;

/// <summary>Which worker does the work of an hour, and how far it is done: two documents of a table.</summary>
internal sealed class WorkTurn(IDocumentStore documents, string table, string progress)
{
    private const string Turn = "turn";
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    /// <summary>How far work is done: the hour after the last one, and its version for who goes on from there.</summary>
    public async ValueTask<(long To, long Version)?> ProgressAsync(CancellationToken cancellationToken) =>
        await documents.GetAsync(0, table, progress, cancellationToken) is { } done ? (done.Order, done.Version) : null;

    /// <summary>Notes that hours before this one are done.</summary>
    public async ValueTask ProgressAsync(long to, long version, CancellationToken cancellationToken) =>
        await documents.PutAsync(0, table, progress, to, default, version, cancellationToken);

    /// <summary>Takes the turn: the worker that writes it first has it, until it is done or has been silent for too long.</summary>
    public async ValueTask<bool> TakeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var turn = await documents.GetAsync(0, table, Turn, cancellationToken);
        if (turn is { } taken && now.ToUnixTimeMilliseconds() - taken.Order < (long)Kept.TotalMilliseconds)
            return false;
        return await documents.PutAsync(0, table, Turn, now.ToUnixTimeMilliseconds(), default, turn?.Version ?? 0, cancellationToken) is not null;
    }
}
