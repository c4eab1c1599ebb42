using ServerSessions.Detection;
using ServerSessions.Diagnostics;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Learning;
using ServerSessions.Journeys.Navigation;
using ServerSessions.Response;
using ServerSessions.Storage;

namespace ServerSessions.Reports;

/// <summary>Lists the rules with their state, and sets their modes.</summary>
internal sealed class DetectorReports(ISessionStorage storage, DetectionEngine detection, DetectionControl control, DetectorReadiness sight, DecisionStore decisions,
    ApplicationFaults faults, ResponseOptions responses, TimeProvider time) : ISessionRules
{
    private const int MaxVerdicts = 10_000;
    private const int MaxShadows = 1_000;
    private static readonly TimeSpan SuppressedSince = TimeSpan.FromDays(30);

    public ISessionDetector? Find(string id) => detection.Detectors.FirstOrDefault(d => d.Info.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a rule is made of the events of sessions, and not of hours.</summary>
    public static bool CanReplay(DetectorInfo info) => info.Id != NavigationRule.Id;

    public async ValueTask<IReadOnlyList<DetectorReport>> ListAsync(CancellationToken cancellationToken = default)
    {
        await control.RefreshAsync(cancellationToken);
        var verdicts = (await VerdictsAsync(cancellationToken)).ToLookup(v => v.Rule, v => v.State, StringComparer.Ordinal);
        var suppressions = (await control.SuppressionsAsync(cancellationToken)).CountBy(s => s.Rule).ToDictionary();
        var hour = time.GetUtcNow().ToUnixTimeSeconds() / 3600;
        var suppressed = (await storage.ReadRollupsAsync(CommitBuilder.SuppressedFold, hour - (long)SuppressedSince.TotalHours, hour + 1, cancellationToken))
            .Values.SelectMany(fields => fields).GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum());
        var shadows = (await ShadowsAsync(cancellationToken)).ToLookup(s => s.Rule, s => s.Verdict, StringComparer.OrdinalIgnoreCase);
        return [.. detection.Detectors.Select(d => Shadowed(
            Report(d.Info, [.. verdicts[d.Info.Id]], suppressions.GetValueOrDefault(d.Info.Id), suppressed.GetValueOrDefault(d.Info.Id)), [.. shadows[d.Info.Id]]))];
    }

    public async ValueTask<DetectorReport?> SetModeAsync(string rule, DetectionMode mode, CancellationToken cancellationToken = default) =>
        Find(rule) is { } detector ? await SetModeAsync(detector, mode, cancellationToken) : null;

    private async ValueTask<DetectorReport> SetModeAsync(ISessionDetector detector, DetectionMode mode, CancellationToken cancellationToken)
    {
        if (detector.Info.IsContribution && mode > DetectionMode.Observe)
            throw new ArgumentException($"{detector.Info.Id} only adds to what other rules find and never alerts by itself; its mode can be off or observe.");
        if (mode >= DetectionMode.Shadow && !responses.Rules.ContainsKey(detector.Info.Id))
            throw new ArgumentException($"No response is set for {detector.Info.Id}, so there is nothing to {mode.ToString().ToLowerInvariant()}. Write .Respond(\"{detector.Info.Id}\", ResponseKind.Challenge) where session tracking is added.");
        await control.SetModeAsync(detector.Info.Id, mode, cancellationToken);
        return (await ListAsync(cancellationToken)).First(d => d.Id == detector.Info.Id);
    }

    private DetectorReport Report(DetectorInfo info, IReadOnlyList<AlertState> verdicts, int suppressions, long suppressed)
    {
        var right = verdicts.Count(v => v is AlertState.Acknowledged or AlertState.Resolved);
        var wrong = verdicts.Count(v => v == AlertState.FalsePositive);
        return new DetectorReport
        {
            Id = info.Id,
            Name = info.Name,
            Summary = info.Summary,
            Mode = detection.ModeOf(info.Id),
            DefaultMode = info.Mode,
            Subjects = info.Subjects,
            IsContribution = info.IsContribution,
            CanReplay = CanReplay(info),
            Blind = sight.Blind(info),
            Faults = faults.Of(DetectorCalls.PartOf(info.Id)),
            IsHung = detection.IsHung(info.Id),
            FoundTrue = right,
            FoundFalse = wrong,
            Precision = right + wrong == 0 ? null : Math.Round((double)right / (right + wrong), 3),
            Suppressions = suppressions,
            Suppressed = suppressed,
            References = info.References,
        };
    }

    private DetectorReport Shadowed(DetectorReport report, IReadOnlyList<ShadowVerdict> verdicts)
    {
        var (wrong, right) = (verdicts.Count(v => v == ShadowVerdict.FalseAlarm), verdicts.Count(v => v == ShadowVerdict.Right));
        return report with
        {
            Response = responses.Rules.TryGetValue(report.Id, out var response) ? response.Kind : null,
            Shadowed = verdicts.Count,
            ShadowFalseAlarms = wrong,
            ShadowFalseAlarmRate = wrong + right == 0 ? null : Math.Round((double)wrong / (wrong + right), 3),
        };
    }

    private async ValueTask<List<(string Rule, ShadowVerdict Verdict)>> ShadowsAsync(CancellationToken cancellationToken)
    {
        var all = new List<(string, ShadowVerdict)>();
        (long, string)? after = null;
        do
        {
            var page = await decisions.LoggedAsync(time.GetUtcNow() - SuppressedSince, time.GetUtcNow(), after, MaxShadows, cancellationToken);
            all.AddRange(page.Items.Where(d => d is { State: DecisionState.Shadow, Evaluation: not null, Rule: not null }).Select(d => (d.Rule!, d.Evaluation!.Verdict)));
            after = page.Last;
        }
        while (after is not null && all.Count < MaxVerdicts);
        return all;
    }

    private async ValueTask<List<AlertVerdict>> VerdictsAsync(CancellationToken cancellationToken)
    {
        var all = new List<AlertVerdict>();
        for (var partition = 0; partition < storage.Partitions; partition++)
            foreach (var document in await storage.ListAsync(partition, SessionAlerts.StateTable, DocumentRange.Newest(MaxVerdicts), cancellationToken))
                if (AlertVerdict.Decode(document.Data.Span) is { } verdict)
                    all.Add(verdict);
        return all;
    }
}
