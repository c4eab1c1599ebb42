namespace ServerSessions.Reports.History;

/// <summary>The findings of a replay, about the sessions as they are stored: those of the replay have ids of their own.</summary>
internal sealed class HistoryFindings
{
    private readonly Dictionary<SessionId, Journey> _journeys = [];
    private readonly Dictionary<(string Subject, DateTimeOffset Raised), Finding> _findings = [];
    private SessionId _last;

    /// <summary>Journeys that were seen.</summary>
    public int Journeys => _journeys.Count;

    public int Count => _findings.Count;

    /// <summary>Distinct users of the sessions that the findings name; an anonymous visitor counts by key.</summary>
    public int Users => Named().Select(j => j.User.IsNone ? j.Key : j.User).Distinct().Count();

    public int Sessions => Named().Select(j => j.Id).Distinct().Count();

    public void Note(SessionId session, Journey journey)
    {
        if (session == _last || session == default)
            return;
        _last = session;
        _journeys.TryAdd(session, journey);
    }

    public void Take(Finding finding) => _findings[(finding.Subject.Hash, finding.Raised)] = finding;

    public void TakeAll(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
            Take(finding);
    }

    public IEnumerable<Finding> Newest(int max) => _findings.Values.OrderByDescending(f => f.Raised).Take(max).Select(AsStored);

    /// <summary>Findings by their day, beside the journeys by theirs.</summary>
    public IReadOnlyList<ReplayDay> Days(IEnumerable<DateTimeOffset> starts)
    {
        var journeys = starts.CountBy(DayOf).ToDictionary();
        var fired = _findings.Values.CountBy(finding => DayOf(finding.Raised)).ToDictionary();
        return [.. journeys.Keys.Union(fired.Keys).Order().Select(day => new ReplayDay(day, journeys.GetValueOrDefault(day), fired.GetValueOrDefault(day)))];
    }

    /// <summary>The sessions that a finding names.</summary>
    public static IEnumerable<SessionId> SessionsOf(Finding finding)
    {
        if (finding.Subject.Kind == ActorKind.Session && SessionId.TryParse(finding.Subject.Hash, out var subject))
            yield return subject;
        foreach (var evidence in finding.Evidence)
            if (evidence.Session is { } text && SessionId.TryParse(text, out var session))
                yield return session;
    }

    private static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private IEnumerable<Journey> Named() => _findings.Values.SelectMany(SessionsOf).Distinct().Select(id => _journeys.GetValueOrDefault(id)).OfType<Journey>();

    private Finding AsStored(Finding finding) => finding with
    {
        Subject = finding.Subject.Kind == ActorKind.Session ? finding.Subject with { Hash = Stored(finding.Subject.Hash)! } : finding.Subject,
        Evidence = [.. finding.Evidence.Select(e => e with { Session = Stored(e.Session) })],
    };

    private string? Stored(string? session) =>
        session is not null && SessionId.TryParse(session, out var id) && _journeys.TryGetValue(id, out var journey) ? journey.Id.ToString() : session;
}
