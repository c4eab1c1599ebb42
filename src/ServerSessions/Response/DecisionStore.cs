using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Response;

/// <summary>
/// Decisions as documents of partition 0: the log of all of them, ordered by when they were made, and those that hold, ordered by when they
/// end. The log is written first, so nothing ever holds that nobody can read about; a call that failed half way is mended by the next one.
/// </summary>
internal sealed class DecisionStore(ISessionStorage storage, TimeProvider time, ILogger<DecisionStore> logger)
{
    public const string LogTable = "decision-log";
    public const string ActiveTable = "decisions";
    public const string Topic = "decisions";
    private const string IndexTable = "decision-index";
    private const string NewsTable = "decision-news";
    private const string NewsId = "version";
    private const int Most = 10_000;
    private const int PageSize = 500;
    private const int MostIndexed = 50;

    /// <summary>Writes a decision down and, when it is active, lets it hold. The same id again changes nothing.</summary>
    public async ValueTask<SessionDecision> WriteAsync(SessionDecision decision, CancellationToken cancellation)
    {
        if (await PutLogAsync(decision, expectedVersion: 0, cancellation) is null && await FindAsync(decision.Id, cancellation) is var (known, _))
            decision = known;
        if (decision.AsOf(time.GetUtcNow()).State == DecisionState.Active
            && await storage.PutAsync(0, ActiveTable, decision.Id, decision.Until.ToUnixTimeMilliseconds(), Encode(decision), expectedVersion: 0, cancellation) is not null)
            await TellAsync(cancellation);
        // It holds first; who asks about the session or the alert can wait.
        await IndexAsync(decision, decision.Session, cancellation);
        await IndexAsync(decision, decision.Alert, cancellation);
        return decision;
    }

    /// <summary>Takes an active decision back.</summary>
    /// <returns>As it now stands, also when it was over already; null when there is none of that id.</returns>
    public async ValueTask<SessionDecision?> EndAsync(string id, DecisionState state, ResponseNote note, CancellationToken cancellation)
    {
        while (await FindAsync(id, cancellation) is var (decision, version))
        {
            var now = time.GetUtcNow();
            var ended = decision with { State = state, EndedAt = now, EndedBy = note.By, EndedReason = note.Reason };
            if (decision.AsOf(now).State != DecisionState.Active)
                ended = decision.AsOf(now);
            else if (await PutLogAsync(ended, version, cancellation) is null)
                continue;
            // Also when the log said so before: that call may not have come this far.
            if (await storage.DeleteAsync(0, ActiveTable, id, cancellation))
                await TellAsync(cancellation);
            return ended;
        }

        return null;
    }

    /// <summary>Writes into the log what became of a decision that never held.</summary>
    public async ValueTask NoteAsync(string id, ShadowSequel sequel, CancellationToken cancellation)
    {
        while (await FindAsync(id, cancellation) is var (decision, version) && await PutLogAsync(decision with { Sequel = sequel }, version, cancellation) is null)
        {
        }
    }

    public async ValueTask<(SessionDecision Decision, long Version)?> FindAsync(string id, CancellationToken cancellation) =>
        await storage.GetAsync(0, LogTable, id, cancellation) is { } document && Decode(document) is { } decision ? (decision, document.Version) : null;

    /// <summary>Decisions about a session, or in answer to an alert, newest first; the newest 50.</summary>
    public async ValueTask<IReadOnlyList<SessionDecision>> AboutAsync(IEnumerable<string> sessionsOrAlerts, CancellationToken cancellation)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var about in sessionsOrAlerts)
            if (await storage.GetAsync(0, IndexTable, about, cancellation) is { } document)
                ids.UnionWith(Ids(document));
        var found = new List<SessionDecision>();
        foreach (var id in ids)
            if (await FindAsync(id, cancellation) is var (decision, _))
                found.Add(decision.AsOf(time.GetUtcNow()));
        return [.. found.OrderByDescending(d => d.At).ThenByDescending(d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>All that holds.</summary>
    public async ValueTask<IReadOnlyList<SessionDecision>> ActiveAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return [.. (await storage.ListAsync(0, ActiveTable, new DocumentRange(now, long.MaxValue, Most), cancellation)).Select(Decode).OfType<SessionDecision>()];
    }

    /// <summary>Deletes what no longer holds from what does; the log keeps it.</summary>
    public async ValueTask TidyAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var over in await storage.ListAsync(0, ActiveTable, new DocumentRange(long.MinValue, now, PageSize), cancellation))
            await storage.DeleteAsync(0, ActiveTable, over.Id, cancellation);
    }

    /// <summary>Rises with every change of what holds.</summary>
    public async ValueTask<long> VersionAsync(CancellationToken cancellation) => (await storage.GetAsync(0, NewsTable, NewsId, cancellation))?.Version ?? 0;

    /// <summary>The log, newest first.</summary>
    public async ValueTask<Page<SessionDecision>> ListAsync((long, string)? after, int limit, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var documents = await storage.ListAsync(0, LogTable, DocumentRange.Newest(limit) with { After = after }, cancellation);
        return new Page<SessionDecision>(
            [.. documents.Select(Decode).OfType<SessionDecision>().Select(d => d.AsOf(now))],
            documents.Count == limit ? Cursor.Of(documents[^1].Order, documents[^1].Id) : null);
    }

    /// <summary>What was decided in a stretch of time, oldest first, and where the page ended; null at the end.</summary>
    public async ValueTask<(IReadOnlyList<SessionDecision> Items, (long, string)? Last)> LoggedAsync(
        DateTimeOffset from, DateTimeOffset to, (long, string)? after, int most, CancellationToken cancellation)
    {
        var range = new DocumentRange(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), most, After: after);
        var documents = await storage.ListAsync(0, LogTable, range, cancellation);
        return ([.. documents.Select(Decode).OfType<SessionDecision>()], documents.Count == most ? (documents[^1].Order, documents[^1].Id) : null);
    }

    private async ValueTask IndexAsync(SessionDecision decision, string? about, CancellationToken cancellation)
    {
        while (about is not null)
        {
            var document = await storage.GetAsync(0, IndexTable, about, cancellation);
            var ids = document is { } stored ? Ids(stored) : [];
            if (ids.Contains(decision.Id))
                return;
            var more = Encoding.UTF8.GetBytes(string.Join('\n', ids.Append(decision.Id).TakeLast(MostIndexed)));
            if (await storage.PutAsync(0, IndexTable, about, decision.At.ToUnixTimeMilliseconds(), more, document?.Version ?? 0, cancellation) is not null)
                return;
        }
    }

    private static string[] Ids(Document document) => Encoding.UTF8.GetString(document.Data.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private ValueTask<long?> PutLogAsync(SessionDecision decision, long expectedVersion, CancellationToken cancellation) =>
        storage.PutAsync(0, LogTable, decision.Id, decision.At.ToUnixTimeMilliseconds(), Encode(decision), expectedVersion, cancellation);

    private async ValueTask TellAsync(CancellationToken cancellation)
    {
        await storage.PutAsync(0, NewsTable, NewsId, 0, default, expectedVersion: null, cancellation);
        await storage.TellAsync(Topic, cancellation);
    }

    private static byte[] Encode(SessionDecision decision) => JsonSerializer.SerializeToUtf8Bytes(decision, ResponseJsonContext.Default.SessionDecision);

    private SessionDecision? Decode(Document document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Data.Span, ResponseJsonContext.Default.SessionDecision);
        }
        catch (JsonException exception)
        {
            Log.Unreadable(logger, exception, document.Id);
            return null;
        }
    }
}
