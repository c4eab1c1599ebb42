using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Response;

/// <summary>
/// Decisions as documents of partition 0: a log of all decisions in the order of their time, and the active ones in the order of their
/// end. The log is written first, so an active decision is always in the log; the next call completes a call that failed half way.
/// </summary>
internal sealed class DecisionStore(ISessionStorage storage, IDecisionAlarm alarm, TimeProvider time, ILogger<DecisionStore> logger) : IDisposable
{
    public const string LogTable = "decision-log";
    public const string ActiveTable = "decisions";
    public const string Topic = "decisions";
    public const string IndexTable = "decision-index";
    private const string NewsTable = "decision-news";
    private const string NewsId = "version";
    private const string PassedReason = "The step-up was passed.";
    private const int ReadAtOnce = 1_000;
    private const int MaxPasses = 32;
    private const int PageSize = 500;
    private const int MaxIndexed = 50;

    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>
    /// Writes a decision to the log and, if it is active, makes it apply. The same id again changes nothing. A repetition of an active decision by the same author
    /// renews that decision.
    /// </summary>
    /// <returns>The stored decision. A rule's decision that exceeds the limits is in state Displaced.</returns>
    /// <exception cref="DecisionLimitException">A decision of a person or of the application exceeds the limits.</exception>
    public async ValueTask<SessionDecision> WriteAsync(SessionDecision decision, CancellationToken cancellationToken)
    {
        if (await FindAsync(decision.Id, cancellationToken) is var (known, _))
            decision = known;
        if (decision.AsOf(time.GetUtcNow()).Holds(time.GetUtcNow()))
            decision = await HoldAsync(decision, cancellationToken);
        else
            await PutLogAsync(decision, expectedVersion: 0, cancellationToken);
        // It applies first; the indexes of session and alert can wait.
        await IndexAsync(decision, decision.Session, cancellationToken);
        await IndexAsync(decision, decision.Alert, cancellationToken);
        return decision;
    }

    /// <summary>Ends an active decision.</summary>
    /// <returns>The decision with its new state, also when it had ended before; null when there is no such decision.</returns>
    public async ValueTask<SessionDecision?> EndAsync(string id, DecisionState state, ResponseNote note, CancellationToken cancellationToken)
    {
        while (await FindAsync(id, cancellationToken) is var (decision, version))
        {
            var now = time.GetUtcNow();
            var ended = decision with { State = state, EndedAt = now, EndedBy = note.By, EndedReason = note.Reason };
            if (decision.AsOf(now).State is not (DecisionState.Active or DecisionState.Passed) || (decision.State == DecisionState.Passed && !decision.Holds(now)))
                ended = decision.AsOf(now);
            else if (await PutLogAsync(ended, version, cancellationToken) is null)
                continue;
            // Also when the log has it as ended: an earlier call may have failed before this line.
            if (await storage.DeleteAsync(0, ActiveTable, id, cancellationToken))
                await NotifyAsync(cancellationToken);
            if (ended.IsErased)
                await storage.DeleteAsync(0, LogTable, id, cancellationToken);
            return ended;
        }

        return null;
    }

    /// <summary>Stores that the given sign-ins and browsers have passed a challenge.</summary>
    /// <returns>Whether the challenge no longer applies to them.</returns>
    public async ValueTask<bool> PassAsync(SessionDecision challenge, IReadOnlyList<RequestKeys> passing, string? by, CancellationToken cancellationToken)
    {
        // The decision names only the browser, which has passed, so it ends.
        if (challenge.Targets.All(t => t.Kind == DecisionTargetKind.Key))
            return await EndAsync(challenge.Id, DecisionState.Passed, new ResponseNote(PassedReason, by), cancellationToken) is not null;
        return await ChangeAsync(challenge.Id, held => Passed(held, passing, by), cancellationToken) is not null;
    }

    /// <summary>Adds sign-ins to a decision about their user.</summary>
    /// <returns>Whether any of them was new.</returns>
    public async ValueTask<bool> NameAsync(string id, IReadOnlyList<DecisionTarget> signIns, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is var (decision, _) && signIns.Except(decision.Targets).Any()
        && await ChangeAsync(id, held => held with { Targets = Named(held.Targets, signIns) }, cancellationToken) is not null;

    /// <summary>Writes the evaluation of a decision in mode Shadow to the log.</summary>
    public async ValueTask NoteAsync(string id, ShadowEvaluation evaluation, CancellationToken cancellationToken)
    {
        while (await FindAsync(id, cancellationToken) is var (decision, version) && await PutLogAsync(decision with { Evaluation = evaluation }, version, cancellationToken) is null)
        {
        }
    }

    /// <summary>Returns a decision with its version in the log; 0 when the log no longer has a decision that is still active.</summary>
    public async ValueTask<(SessionDecision Decision, long Version)?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await storage.GetAsync(0, LogTable, id, cancellationToken) is { } document && Decode(document) is { } decision)
            return (decision, document.Version);
        return await storage.GetAsync(0, ActiveTable, id, cancellationToken) is { } held && Decode(held) is { } active ? (active, 0) : null;
    }

    /// <summary>Lists decisions about a session or an alert, newest first; at most 50.</summary>
    public async ValueTask<IReadOnlyList<SessionDecision>> ListForAsync(IEnumerable<string> sessionsOrAlerts, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var about in sessionsOrAlerts)
            if (await storage.GetAsync(0, IndexTable, about, cancellationToken) is { } document)
                ids.UnionWith(Ids(document));
        var found = new List<SessionDecision>();
        foreach (var id in ids)
            if (await FindAsync(id, cancellationToken) is var (decision, _))
                found.Add(decision.AsOf(time.GetUtcNow()));
        return [.. found.OrderByDescending(d => d.At).ThenByDescending(d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>Lists all active decisions, without a limit, so that the table of every node equals storage.</summary>
    public async ValueTask<IReadOnlyList<SessionDecision>> ActiveAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var all = new Dictionary<string, SessionDecision>(StringComparer.Ordinal);
        IReadOnlyList<Document> page;
        (long, string)? after = null;
        do
        {
            page = await storage.ListAsync(0, ActiveTable, new DocumentRange(now, long.MaxValue, ReadAtOnce, After: after), cancellationToken);
            // A decision that is renewed meanwhile appears twice.
            foreach (var decision in page.Select(Decode).OfType<SessionDecision>())
                all[decision.Id] = decision;
            after = page.Count > 0 ? (page[^1].Order, page[^1].Id) : null;
        }
        while (page.Count == ReadAtOnce);
        return [.. all.Values];
    }

    /// <summary>Removes ended decisions from the active ones; the log keeps them, except for those of an erased person.</summary>
    public async ValueTask TidyAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var over in await storage.ListAsync(0, ActiveTable, new DocumentRange(long.MinValue, now, PageSize), cancellationToken))
        {
            if (Decode(over) is { IsErased: true })
                await storage.DeleteAsync(0, LogTable, over.Id, cancellationToken);
            await storage.DeleteAsync(0, ActiveTable, over.Id, cancellationToken);
        }
    }

    /// <summary>Version of the active decisions; it rises with every change.</summary>
    public async ValueTask<long> VersionAsync(CancellationToken cancellationToken) => (await storage.GetAsync(0, NewsTable, NewsId, cancellationToken))?.Version ?? 0;

    /// <summary>Lists the log, newest first.</summary>
    public async ValueTask<Page<SessionDecision>> ListAsync((long, string)? after, int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var documents = await storage.ListAsync(0, LogTable, DocumentRange.Newest(limit) with { After = after }, cancellationToken);
        return new Page<SessionDecision>(
            [.. documents.Select(Decode).OfType<SessionDecision>().Select(d => d.AsOf(now))],
            documents.Count == limit ? Cursor.Of(documents[^1].Order, documents[^1].Id) : null);
    }

    /// <summary>Lists the decisions of a time range, oldest first, with the cursor of the next page; null at the end.</summary>
    public async ValueTask<(IReadOnlyList<SessionDecision> Items, (long, string)? Last)> LoggedAsync(
        DateTimeOffset from, DateTimeOffset to, (long, string)? after, int max, CancellationToken cancellationToken)
    {
        var range = new DocumentRange(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), max, After: after);
        var documents = await storage.ListAsync(0, LogTable, range, cancellationToken);
        return ([.. documents.Select(Decode).OfType<SessionDecision>()], documents.Count == max ? (documents[^1].Order, documents[^1].Id) : null);
    }

    // One write at a time on this node, so the limits are exact where one process decides; nodes that decide at the same moment can exceed them by one each.
    private async ValueTask<SessionDecision> HoldAsync(SessionDecision decision, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                var active = await ActiveAsync(cancellationToken);
                var result = active.Any(d => d.Id == decision.Id) ? new DecisionLimitResult() : DecisionLimits.For(decision, active);
                if (result.Same is { } same)
                {
                    if (await ChangeAsync(same.Id, held => Renewed(held, decision), cancellationToken) is { } renewed)
                        return renewed;
                    continue; // it was released meanwhile
                }

                if (result.Refusal is { } refusal)
                    return await RefusedAsync(decision, refusal, cancellationToken);
                foreach (var least in result.Displaced.Concat(result.Covered))
                    await EndAsync(least.Id, DecisionState.Displaced, new ResponseNote($"Displaced by {decision.Id}."), cancellationToken);
                decision = result.Including ?? decision;
                await PutLogAsync(decision, expectedVersion: 0, cancellationToken);
                if (await storage.PutAsync(0, ActiveTable, decision.Id, OrderOf(decision), Encode(decision), expectedVersion: 0, cancellationToken) is not null)
                    await NotifyAsync(cancellationToken);
                if (await TakenBackAsync(decision.Id, cancellationToken) is { } ended)
                    return ended;
                foreach (var included in result.Included)
                    decision = await IncludeAsync(decision, included, cancellationToken);
                if (result.Displaced.Count > 0)
                {
                    Log.GaveWay(logger, result.Displaced.Count, decision.Id);
                    await AlarmAsync("The maximum number of decisions is active: new ones displace less important ones.", cancellationToken);
                }

                return decision;
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    // What was released meanwhile must not be revoked anew.
    private async ValueTask<SessionDecision> IncludeAsync(SessionDecision decision, SessionDecision included, CancellationToken cancellationToken)
    {
        var ended = await EndAsync(included.Id, DecisionState.Displaced, new ResponseNote($"Its sign-ins are in {decision.Id}."), cancellationToken);
        return ended is { State: DecisionState.Released }
            ? await ChangeAsync(decision.Id, held => held with { Targets = [.. held.Targets.Except(ended.Targets.Select(t => t with { Since = t.Since ?? ended.At }))] }, cancellationToken) ?? decision
            : decision;
    }

    // The log is read after the write. Another node that releases the decision meanwhile writes the log first and deletes then, so one of the two sees the other's change.
    private async ValueTask<SessionDecision?> TakenBackAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not var (logged, _) || logged.Holds(time.GetUtcNow()))
            return null;
        if (await storage.DeleteAsync(0, ActiveTable, id, cancellationToken))
            await NotifyAsync(cancellationToken);
        return logged;
    }

    private async ValueTask<SessionDecision> RefusedAsync(SessionDecision decision, string refusal, CancellationToken cancellationToken)
    {
        Log.NoRoom(logger, decision.Kind, decision.Rule is { } rule ? $"rule {rule}" : "people or the application", refusal);
        await AlarmAsync(refusal, cancellationToken);
        if (decision.Rule is null)
            throw new DecisionLimitException(refusal);
        decision = decision with { State = DecisionState.Displaced, EndedAt = time.GetUtcNow(), EndedReason = refusal };
        await PutLogAsync(decision, expectedVersion: 0, cancellationToken);
        return decision;
    }

    // A failing notification of operators must not change the outcome of the decision.
    private async ValueTask AlarmAsync(string reason, CancellationToken cancellationToken)
    {
        try
        {
            await alarm.FullAsync(reason, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.AlarmFailed(logger, exception);
        }
    }

    // Changes an active decision. One that is released at the same moment stays released, because the write names the version that was read before.
    private async ValueTask<SessionDecision?> ChangeAsync(string id, Func<SessionDecision, SessionDecision> change, CancellationToken cancellationToken)
    {
        while (await storage.GetAsync(0, ActiveTable, id, cancellationToken) is { } held && await FindAsync(id, cancellationToken) is var (decision, version)
            && decision.Holds(time.GetUtcNow()))
        {
            var changed = change(decision);
            if (await PutLogAsync(changed, version, cancellationToken) is null
                || await storage.PutAsync(0, ActiveTable, id, OrderOf(changed), Encode(changed), held.Version, cancellationToken) is null)
                continue;
            await NotifyAsync(cancellationToken);
            return changed;
        }

        return null;
    }

    // The user first, then the newest sign-ins: those of an earlier second must not displace those of this one.
    private static IReadOnlyList<DecisionTarget> Named(IReadOnlyList<DecisionTarget> targets, IReadOnlyList<DecisionTarget> signIns) =>
        [.. targets.Where(t => t.Kind != DecisionTargetKind.AuthSession).Union(signIns).Union(targets).Take(DecisionLimits.MaxTargets)];

    private static SessionDecision Renewed(SessionDecision held, SessionDecision again) => held with
    {
        At = again.At,
        Until = again.Until > held.Until ? again.Until : held.Until,
        Reason = again.Reason,
        Targets = [.. again.Targets.Union(held.Targets).Take(DecisionLimits.MaxTargets)],
        SparedSignIn = again.SparedSignIn,
        // A repeated challenge has to be passed again.
        Passes = [],
        Repeats = held.Repeats + 1,
    };

    private SessionDecision Passed(SessionDecision held, IReadOnlyList<RequestKeys> passing, string? by)
    {
        var now = time.GetUtcNow();
        var before = held.Passes.Where(p => !passing.Any(k => PassKey.Of(p).IsOf(k)));
        var isNamed = passing.Any(k => held.Targets.Any(t => t.Kind == DecisionTargetKind.AuthSession && Pseudonym.TryParse(t.Hash, out var session) && !session.IsNone && k.AuthSessionName.Is(session)));
        var passed = held with { Passes = [.. before.Concat(passing.Select(k => k.Pass.At(now))).TakeLast(MaxPasses)] };
        return isNamed && held.State == DecisionState.Active
            ? passed with { State = DecisionState.Passed, EndedAt = now, EndedBy = by, EndedReason = PassedReason }
            : passed;
    }

    private static long OrderOf(SessionDecision decision) => decision.Until.ToUnixTimeMilliseconds();

    private async ValueTask IndexAsync(SessionDecision decision, string? about, CancellationToken cancellationToken)
    {
        while (about is not null)
        {
            var document = await storage.GetAsync(0, IndexTable, about, cancellationToken);
            var ids = document is { } stored ? Ids(stored) : [];
            if (ids.Contains(decision.Id))
                return;
            var more = Encoding.UTF8.GetBytes(string.Join('\n', ids.Append(decision.Id).TakeLast(MaxIndexed)));
            if (await storage.PutAsync(0, IndexTable, about, decision.At.ToUnixTimeMilliseconds(), more, document?.Version ?? 0, cancellationToken) is not null)
                return;
        }
    }

    private static string[] Ids(Document document) => Encoding.UTF8.GetString(document.Data.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private ValueTask<long?> PutLogAsync(SessionDecision decision, long expectedVersion, CancellationToken cancellationToken) =>
        storage.PutAsync(0, LogTable, decision.Id, decision.At.ToUnixTimeMilliseconds(), Encode(decision), expectedVersion, cancellationToken);

    private async ValueTask NotifyAsync(CancellationToken cancellationToken)
    {
        await storage.PutAsync(0, NewsTable, NewsId, 0, default, expectedVersion: null, cancellationToken);
        await storage.PublishAsync(Topic, cancellationToken);
    }

    public void Dispose() => _writing.Dispose();

    public static byte[] Encode(SessionDecision decision) => JsonSerializer.SerializeToUtf8Bytes(decision, ResponseJsonContext.Default.SessionDecision);

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
