using System.Globalization;
using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Insights.Navigation;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Storage;

namespace ServerSessions.Journeys.Navigation;

/// <summary>Raises anomalies as alerts: stored with the others, and sent as the rule's mode and suppressions allow.</summary>
internal sealed class NavigationAlerts(
    ISessionStorage storage, DetectionEngine detection, NavigationExamples examples, Deployments deployments, IAlertSink sink)
{
    private static readonly NavigationRule Rule = new();

    /// <summary>Raising the same anomaly again changes nothing.</summary>
    public async ValueTask RaiseAsync(NavigationAnomaly anomaly, CancellationToken cancellationToken)
    {
        var subject = SubjectOf(anomaly.Route);
        var end = anomaly.Hour.AddHours(1);
        var shown = await examples.FindAsync(anomaly, cancellationToken);
        var finding = Finding(anomaly, subject, shown, await deployments.AtAsync(end, cancellationToken));
        if (detection.ModeOf(NavigationRule.Id) == DetectionMode.Off || detection.IsSuppressed(finding, end))
            return;
        var alert = new Alert { Id = Findings.AlertId(NavigationRule.Id, finding.Subject.Kind, finding.Subject.Hash, finding.Raised), Finding = finding };
        var partition = PartitionMap.Of(subject, storage.Partitions);
        if (await storage.GetAsync(partition, CommitBuilder.AlertTable, alert.Id, cancellationToken) is null)
            await storage.PutAsync(
                partition, CommitBuilder.AlertTable, alert.Id, finding.Raised.ToUnixTimeMilliseconds(), AlertJson.Encode(alert), expectedVersion: 0, cancellationToken);
        if (detection.ModeOf(NavigationRule.Id) == DetectionMode.Alert)
            await sink.AcceptAsync(partition, position: null, alert, isOfPersons: false, cancellationToken);
    }

    /// <summary>An anomaly with its version and examples, as in reports.</summary>
    public async ValueTask<NavigationAnomaly> CompleteAsync(NavigationAnomaly anomaly, CancellationToken cancellationToken)
    {
        var shown = await examples.FindAsync(anomaly, cancellationToken);
        var running = await deployments.AtAsync(anomaly.Hour.AddHours(1), cancellationToken);
        return anomaly with { Version = running?.Version, VersionSince = running?.Since, Examples = [.. shown.Select(j => j.Id.ToString())] };
    }

    private static Finding Finding(NavigationAnomaly anomaly, Pseudonym subject, IReadOnlyList<Journey> shown, (string Version, DateTimeOffset Since)? running)
    {
        var end = anomaly.Hour.AddHours(1);
        var version = running is var (name, since) ? string.Create(CultureInfo.InvariantCulture, $" Version {name} runs since {since:yyyy-MM-dd HH:mm} UTC.") : "";
        return new Finding
        {
            Rule = NavigationRule.Id,
            Name = Rule.Info.Name,
            Severity = anomaly.Shifts.All(s => s.Kind is NavigationShiftKind.Volume or NavigationShiftKind.EdgeNew) ? Severity.Low : Severity.Medium,
            Subject = new Subject(anomaly.Route == NavigationWatch.AllRoutes ? ActorKind.Site : ActorKind.Endpoint, subject.ToString()),
            First = anomaly.Hour,
            Raised = end,
            Last = end,
            Count = (int)Math.Min(int.MaxValue, anomaly.Sessions),
            Reason = string.Create(CultureInfo.InvariantCulture, $"{anomaly.Route}, {anomaly.Hour:yyyy-MM-dd HH:mm} to {end:HH:mm} UTC: {anomaly.Reason}{version}"),
            Measures = [.. anomaly.Shifts.SelectMany(Measures)],
            Evidence = [.. shown.Select(journey => Evidence(anomaly, journey))],
        };
    }

    private static IEnumerable<Measure> Measures(NavigationShift shift)
    {
        if (shift.Score is { } score)
            yield return new Measure($"robust score of {shift.Kind.ToString().ToLowerInvariant()}", Math.Round(score, 1), NavigationJudge.MinScore);
        if (shift.Divergence is { } divergence)
            yield return new Measure("divergence of where sessions go, bits", Math.Round(divergence, 3), NavigationJudge.MinDivergence);
        if (shift.Kind is NavigationShiftKind.EdgeVanished)
            foreach (var edge in shift.Edges)
                yield return new Measure($"sessions expected from {edge.From} to {edge.To}, and none came", Math.Round(edge.Expected, 1), NavigationJudge.MinExpected);
        if (shift.Kind is NavigationShiftKind.EdgeNew)
            foreach (var edge in shift.Edges)
                yield return new Measure($"sessions from {edge.From} to {edge.To}, where none went before", edge.Sessions, NavigationJudge.MinNew);
    }

    private static Evidence Evidence(NavigationAnomaly anomaly, Journey journey)
    {
        for (var i = 0; i < journey.Steps.Count; i++)
            if (journey.Steps[i] is var step && step.Name == anomaly.Route)
                return new Evidence(
                    step.Time, journey.Id.ToString(), step.Name, step.Outcome, "went on to " + (i + 1 < journey.Steps.Count ? journey.Steps[i + 1].Name : "(exit)"));
        return new Evidence(journey.Start, journey.Id.ToString(), anomaly.Route, Outcome.Ok, null);
    }

    private static Pseudonym SubjectOf(string route) => new(0x4E41_5649, StableHash.Of(route));
}
