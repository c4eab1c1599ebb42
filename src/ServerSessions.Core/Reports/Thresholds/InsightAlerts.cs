using System.Globalization;
using Microsoft.Extensions.Logging;
using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Reports.Insights;
using ServerSessions.Storage;

namespace ServerSessions.Reports.Thresholds;

/// <summary>
/// Compares figures with their thresholds. A crossing raises one alert, stored and sent like those of rules; coming back resolves it. Whatever is done twice for
/// the same hour gives the same alert, because its id follows from name and hour.
/// </summary>
internal sealed class InsightAlerts(
    IReadOnlyList<InsightAlert> declared, ISessionStorage storage, StoredJourneys journeys, CohortResolver cohorts, InsightAlertStates states, ISessionAlerts alerts, IAlertSink sink,
    ILogger<InsightAlerts> logger) : IInsightAlerts
{
    /// <summary>Rule of these alerts, for webhooks and lists.</summary>
    public const string Rule = "insight";

    private const string By = "insight alerts";

    /// <summary>Compares all of them with the sessions that began before this time, whose sessions have closed.</summary>
    public async ValueTask CompareAsync(DateTimeOffset to, CancellationToken cancellationToken)
    {
        foreach (var alert in declared)
        {
            // A worker that was held up may keep an older hour meanwhile: this one then goes on from there.
            while (!await TryCompareAsync(alert, to, cancellationToken))
            {
            }
        }

        // One that is declared no more is never compared again.
        foreach (var (name, state) in await states.ListAsync(cancellationToken))
            if (declared.All(d => d.Name != name))
            {
                if (state.Alert is not null)
                    await ResolveAsync(state.Alert, "The alert is not declared any more.", cancellationToken);
                await states.RemoveAsync(name, cancellationToken);
            }
    }

    public async ValueTask<IReadOnlyList<InsightAlertReport>> ListAsync(CancellationToken cancellationToken = default)
    {
        var reports = new List<InsightAlertReport>();
        foreach (var alert in declared)
        {
            var state = (await states.FindAsync(alert.Name, cancellationToken))?.State;
            reports.Add(new InsightAlertReport
            {
                Name = alert.Name,
                Figure = alert.Figure,
                Segment = [.. alert.Segment],
                Below = alert.Below,
                Above = alert.Above,
                From = state?.From,
                To = state?.To,
                Sessions = state?.Sessions ?? 0,
                Value = state?.Value,
                IsJudged = state?.IsJudged == true,
                Alert = state?.Alert,
                Fault = state?.Fault,
            });
        }

        return reports;
    }

    private async ValueTask<bool> TryCompareAsync(InsightAlert alert, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var known = await states.FindAsync(alert.Name, cancellationToken);
        if (known?.State.To >= to)
            return true;
        var range = new InsightRange(to - alert.Window, to, Segment.Parse(alert.Segment));
        try
        {
            range = await range.ResolvedAsync(cohorts, cancellationToken);
        }
        catch (UnknownCohortException exception)
        {
            // A cohort that was removed is no evidence: nothing is raised or resolved, and the other alerts go on.
            if (known?.State.Fault is null)
                Log.InsightAlertWithoutCohort(logger, alert.Name, exception.Message);
            var unjudged = new InsightAlertState(range.From, to, 0, null, IsJudged: false, known?.State.Alert) { Fault = exception.Message };
            return await states.KeepAsync(alert.Name, unjudged, known?.Version ?? 0, cancellationToken);
        }

        var (figures, _) = await journeys.FoldAsync(
            range, () => new KeyFiguresFold(alert.Goal, alert.Currency?.ToUpperInvariant() ?? ""), (f, j) => f.Add(j), (f, other) => f.Merge(other), cancellationToken);
        var value = figures.Of(alert.Figure);
        var isJudged = value is not null && (alert.Figure == InsightFigure.Sessions || figures.Sessions >= alert.MinimumSessions);
        var isCrossed = isJudged && (value < alert.Below || value > alert.Above);
        var raised = known?.State.Alert;
        var state = new InsightAlertState(range.From, to, figures.Sessions, value, isJudged, raised);
        if (isCrossed && raised is null)
        {
            state = state with { Alert = await RaiseAsync(alert, state, cancellationToken) };
        }
        else if (isJudged && !isCrossed && raised is not null)
        {
            await ResolveAsync(raised, Sentence(alert, state, alert.Below is null ? "is no longer above" : "is no longer below"), cancellationToken);
            state = state with { Alert = null };
        }

        // Last, so that a worker that ends before does the same again.
        return await states.KeepAsync(alert.Name, state, known?.Version ?? 0, cancellationToken);
    }

    private async ValueTask<string> RaiseAsync(InsightAlert declaration, InsightAlertState state, CancellationToken cancellationToken)
    {
        var subject = new Pseudonym(0x494E_5349, StableHash.Of(declaration.Name));
        var finding = new Finding
        {
            Rule = Rule,
            Name = declaration.Name,
            Severity = declaration.Severity,
            Subject = new Subject(ActorKind.Site, subject.ToString()),
            First = state.From,
            Raised = state.To,
            Last = state.To,
            Count = (int)Math.Min(int.MaxValue, state.Sessions),
            Reason = Sentence(declaration, state, declaration.Below is null ? "is above" : "is below"),
            Measures = [new Measure(declaration.Figure.ToString().ToLowerInvariant(), state.Value!.Value, (declaration.Below ?? declaration.Above)!.Value)],
        };
        var alert = new Alert { Id = Findings.AlertId(Rule, finding.Subject.Kind, finding.Subject.Hash, finding.Raised), Finding = finding };
        var partition = PartitionMap.Of(subject, storage.Partitions);
        await storage.PutAsync(partition, CommitBuilder.AlertTable, alert.Id, finding.Raised.ToUnixTimeMilliseconds(), AlertJson.Encode(alert), expectedVersion: 0, cancellationToken);
        await sink.AcceptAsync(partition, position: null, alert, isOfPersons: false, cancellationToken);
        return alert.Id;
    }

    // An alert that a person has closed stays as it is.
    private async ValueTask ResolveAsync(string id, string reason, CancellationToken cancellationToken)
    {
        if (await alerts.FindAsync(id, cancellationToken) is { State: AlertState.Open or AlertState.Acknowledged })
            await alerts.DecideAsync(id, new AlertDecision { State = AlertState.Resolved, By = By, Reason = reason }, cancellationToken);
    }

    private static string UnitOf(InsightAlert alert) => alert is { Figure: InsightFigure.Revenue, Currency: { } currency } ? " " + currency : "";

    private static string Sentence(InsightAlert alert, InsightAlertState state, string how) => string.Create(
        CultureInfo.InvariantCulture,
        $"{alert.Figure} of {(alert.Segment.Count == 0 ? "people" : string.Join(" and ", alert.Segment))} {how} {alert.Below ?? alert.Above:0.####}{UnitOf(alert)}: {state.Value:0.####}{UnitOf(alert)} in {state.Sessions} sessions that began {state.From:yyyy-MM-dd HH:mm} to {state.To:yyyy-MM-dd HH:mm} UTC.");
}
