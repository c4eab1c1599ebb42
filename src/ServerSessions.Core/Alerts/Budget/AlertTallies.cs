using ServerSessions.Alerts.Deliveries;

namespace ServerSessions.Alerts.Budget;

/// <summary>
/// How many alerts were sent in this hour and how many were not, and which of each partition's outbox are counted: one document, so that both change
/// together and an outbox that is moved twice counts once. Pure.
/// </summary>
internal sealed record AlertTallies
{
    /// <summary>The first alerts of each rule and severity in an hour are sent whatever others have used up: a flood of some rules must not hide what another one finds.</summary>
    public const int FirstOfRule = 2;

    // Days of every rule: no more is kept where nobody delivers.
    private const int MostEnded = 1_000;

    /// <summary>Hours since 1970 (UTC).</summary>
    public long Hour { get; init; }

    /// <summary>By rule id.</summary>
    public IReadOnlyDictionary<string, RuleTally> Rules { get; init; } = new Dictionary<string, RuleTally>();

    /// <summary>By partition.</summary>
    public IReadOnlyDictionary<int, OutboxMark> Marks { get; init; } = new Dictionary<int, OutboxMark>();

    /// <summary>Of hours that are over: what nobody has been told yet.</summary>
    public IReadOnlyList<HeldAlerts> Ended { get; init; } = [];

    /// <summary>Whether the alert at this place was decided about already; null when it was not.</summary>
    public bool? WasTold(int partition, string key) => Marks.TryGetValue(partition, out var mark) ? mark.Find(key) : null;

    /// <summary>Decides about one alert, in the hour that has come.</summary>
    public (AlertTallies After, bool Told) Decide(int partition, string key, Finding finding, long hour, WebhookOptions limits)
    {
        var now = At(hour);
        var tally = now.Rules.GetValueOrDefault(finding.Rule) ?? new RuleTally { Name = finding.Name };
        var induced = IsInduced(finding);
        var told = tally.Told.Sum() < Share(limits.AlertsPerRuleAndHour, finding.Severity)
            && ((!induced && tally.OwnFrom(finding.Severity) < FirstOfRule) || now.Rules.Values.Sum(rule => rule.Told.Sum()) < Share(limits.AlertsPerHour, finding.Severity));
        told = told && (!induced || (tally.Induced < ShareOfInduced(limits.AlertsPerRuleAndHour) && now.Rules.Values.Sum(rule => rule.Induced) < ShareOfInduced(limits.AlertsPerHour)));
        return (now with
        {
            Rules = new Dictionary<string, RuleTally>(now.Rules, StringComparer.Ordinal) { [finding.Rule] = tally.Add(finding.Severity, told, induced) },
            Marks = new Dictionary<int, OutboxMark>(now.Marks) { [partition] = (Marks.GetValueOrDefault(partition) ?? OutboxMark.Empty).Add(key, told) },
        }, told);
    }

    /// <summary>As it stands in an hour: what is over and was not all sent waits for its summaries. A clock that is behind changes nothing.</summary>
    public AlertTallies At(long hour) => hour <= Hour
        ? this
        : this with
        {
            Hour = hour,
            Rules = new Dictionary<string, RuleTally>(),
            Ended = [.. Ended.TakeLast(MostEnded), .. Rules.Where(rule => rule.Value.Held.Any(held => held > 0)).Select(rule => new HeldAlerts(rule.Key, Hour, rule.Value))],
        };

    public AlertTallies Without(IReadOnlyCollection<HeldAlerts> told) =>
        this with { Ended = [.. Ended.Where(held => !told.Any(one => one.Rule == held.Rule && one.Hour == held.Hour))] };

    // One picture in a comment makes a thousand readers, each a source: they must not silence what visitors do themselves.
    private static int ShareOfInduced(int budget) => Math.Max(1, budget / 4);

    private static bool IsInduced(Finding finding) => finding.Induced || (finding.Evidence.Count > 0 && finding.Evidence.All(e => e.Induced));

    // The last half of a budget is not for Low, the last quarter not for Medium: who is short of it still hears of what matters most.
    private static int Share(int budget, Severity severity) => Math.Max(1, severity switch
    {
        Severity.High => budget,
        Severity.Medium => budget - (budget / 4),
        _ => budget / 2,
    });
}
