using ServerSessions.Alerts;
using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Learning;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Storage;

namespace ServerSessions.Reports;

/// <summary>Reads alerts: what was found, written by commits, and what people did about it, written by them.</summary>
internal sealed class SessionAlerts(ISessionStorage storage, DetectionControl control, AlertDispatcher dispatcher, VerdictNotices verdicts, TimeProvider time) : ISessionAlerts
{
    public const string StateTable = "alert-states";
    private const int MaxScanned = 10_000;
    private const int MaxReason = 500;
    private static readonly TimeSpan MaxSuppression = TimeSpan.FromDays(366);

    public async ValueTask<Page<Alert>> ListAsync(AlertQuery query, CancellationToken cancellationToken = default)
    {
        if (query.Limit is < 1 or > SessionQuery.MaxLimit)
            throw new ArgumentException($"The limit is {query.Limit}; expected 1 to {SessionQuery.MaxLimit}.");
        (long Order, string Id)? after = query.After is null ? null : Cursor.Document(query.After);
        var items = new List<Alert>();
        for (var scanned = 0; scanned < MaxScanned;)
        {
            var documents = await NewestAsync(after, query.Limit, cancellationToken);
            foreach (var (partition, document) in documents)
            {
                after = (document.Order, document.Id);
                scanned++;
                var alert = await ReadAsync(partition, document, cancellationToken);
                if (!Matches(query, alert))
                    continue;
                items.Add(alert);
                if (items.Count == query.Limit)
                    return new Page<Alert>(items, Cursor.Of(document.Order, document.Id));
            }

            if (documents.Count < query.Limit)
                return new Page<Alert>(items, null);
        }

        return new Page<Alert>(items, after is { } last ? Cursor.Of(last.Order, last.Id) : null);
    }

    public async ValueTask<Alert?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        await DocumentAsync(id, cancellationToken) is var (partition, document) ? await ReadAsync(partition, document, cancellationToken) : null;

    public async ValueTask<Alert?> DecideAsync(string id, AlertDecision decision, CancellationToken cancellationToken = default)
    {
        Check(decision);
        if (await DocumentAsync(id, cancellationToken) is not var (partition, document))
            return null;
        var alert = await ReadAsync(partition, document, cancellationToken);
        var finding = alert.Finding;
        var now = time.GetUtcNow();
        // Before the state is written: if this fails, the person decides again, and everything is repeated.
        if (decision.State == AlertState.FalsePositive || alert.State == AlertState.FalsePositive)
            await verdicts.SendAsync(alert, decision.State == AlertState.FalsePositive, now, cancellationToken);
        await WriteAsync(partition, id, new AlertVerdict(decision.State, finding.Rule, decision.By, decision.Reason, now), cancellationToken);
        var subject = finding.Subject;
        if (decision.State == AlertState.FalsePositive && decision.SuppressFor > TimeSpan.Zero)
            await control.SuppressAsync(new Suppression(finding.Rule, subject.Kind, subject.Hash, now + decision.SuppressFor, finding.Induced), cancellationToken);
        else
            await control.ReleaseAsync(finding, cancellationToken); // a later revocation raises a new alarm
        var decided = await ReadAsync(partition, document, cancellationToken);
        if (decided.State != AlertState.Open)
            await dispatcher.AcceptAsync(partition, decided, cancellationToken); // webhooks that asked for this state
        return decided;
    }

    private async ValueTask WriteAsync(int partition, string id, AlertVerdict verdict, CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = await storage.GetAsync(partition, StateTable, id, cancellationToken);
            var after = verdict.After(before is { } known ? AlertVerdict.Decode(known.Data.Span) : null);
            if (await storage.PutAsync(partition, StateTable, id, verdict.At.ToUnixTimeMilliseconds(), after.Encode(), before?.Version ?? 0, cancellationToken) is not null)
                return;
        }
    }

    private static void Check(AlertDecision decision)
    {
        if (!Enum.IsDefined(decision.State))
            throw new ArgumentException($"The state is {(int)decision.State}; expected one of {string.Join(", ", Enum.GetNames<AlertState>())}.");
        if (decision.Reason?.Length > MaxReason)
            throw new ArgumentException($"The reason has {decision.Reason.Length} characters; at most {MaxReason} are kept.");
        if (decision.SuppressFor < TimeSpan.Zero || decision.SuppressFor > MaxSuppression)
            throw new ArgumentException($"The suppression is {decision.SuppressFor}; expected zero to {MaxSuppression.TotalDays:0} days.");
    }

    private async ValueTask<(int Partition, Document Document)?> DocumentAsync(string id, CancellationToken cancellationToken)
    {
        for (var partition = 0; partition < storage.Partitions; partition++)
            if (await storage.GetAsync(partition, CommitBuilder.AlertTable, id, cancellationToken) is { } document)
                return (partition, document);
        return null;
    }

    // Each partition gives its newest; the newest of all of them are the page.
    private async ValueTask<List<(int Partition, Document Document)>> NewestAsync((long Order, string Id)? after, int max, CancellationToken cancellationToken)
    {
        var all = new List<(int Partition, Document Document)>();
        for (var partition = 0; partition < storage.Partitions; partition++)
            foreach (var document in await storage.ListAsync(partition, CommitBuilder.AlertTable, DocumentRange.Newest(max) with { After = after }, cancellationToken))
                all.Add((partition, document));
        return [.. all.OrderByDescending(d => d.Document.Order).ThenByDescending(d => d.Document.Id, StringComparer.Ordinal).Take(max)];
    }

    private async ValueTask<Alert> ReadAsync(int partition, Document document, CancellationToken cancellationToken)
    {
        var alert = AlertJson.Decode(document.Data.Span);
        return await storage.GetAsync(partition, StateTable, document.Id, cancellationToken) is { Data.Length: > 0 } state
            ? alert with { State = (AlertState)state.Data.Span[0], Handling = AlertVerdict.Decode(state.Data.Span)?.History }
            : alert;
    }

    private static bool Matches(AlertQuery query, Alert alert) =>
        (query.State is not { } state || alert.State == state)
        && (query.Severity is not { } severity || alert.Finding.Severity >= severity)
        && (query.Rule is null || alert.Finding.Rule.Equals(query.Rule, StringComparison.OrdinalIgnoreCase));
}
