using ServerSessions.Cli.Logs;
using ServerSessions.Model;

namespace ServerSessions.Cli.Replay;

/// <summary>The alerts of a replay, each in its newest state, with the pseudonyms turned back into what the log says.</summary>
internal sealed class ReplayAlerts(LogTexts texts, LogKeys keys, SubjectRequests requests, SessionOpenings sessions)
{
    private readonly Dictionary<string, ReplayAlert> _alerts = new(StringComparer.Ordinal);

    public int Count => _alerts.Count;

    public IEnumerable<ReplayAlert> ByTime =>
        _alerts.Values.OrderBy(alert => alert.Finding.Raised).ThenBy(alert => alert.Finding.Rule, StringComparer.Ordinal);

    public void Take(Alert alert, bool isNew)
    {
        if (_alerts.TryGetValue(alert.Id, out var before))
            _alerts[alert.Id] = before with { Finding = alert.Finding };
        else
            _alerts.Add(alert.Id, Told(alert.Finding));
    }

    private ReplayAlert Told(Finding finding)
    {
        var subject = finding.Subject;
        if (subject.Kind == ActorKind.Session && SessionId.TryParse(subject.Hash, out var session))
            return OfSession(finding, sessions.KeyOf(session));
        if (subject.Kind == ActorKind.Account && Pseudonym.TryParse(subject.Hash, out var account) && requests.OfAccount((int)account.Low - 1) is { } tried)
            return new ReplayAlert(finding, new ReplaySubject(texts.Addresses.Text(tried.Address), Account: texts.Users.Text((int)account.Low - 1)), tried.Requests);
        if (subject.Kind is not (ActorKind.Source or ActorKind.Network) || !Pseudonym.TryParse(subject.Hash, out var actor))
            throw new InvalidOperationException($"No rule of a replay is about a {subject.Kind}, but {finding.Rule} is.");
        int address = (int)actor.High - 1, agent = (int)actor.Low - 1;
        var until = finding.Raised.ToMicroseconds();
        return subject.Kind == ActorKind.Source
            ? new ReplayAlert(finding, new ReplaySubject(texts.Addresses.Text(address), Agent(agent)), requests.OfSource(address, agent, until))
            : new ReplayAlert(finding, new ReplaySubject(texts.Addresses.Text(address)), requests.OfAddress(address, until));
    }

    private ReplayAlert OfSession(Finding finding, int key)
    {
        var (address, agent) = keys.ClientOf(key);
        var name = keys.SessionOf(key) is >= 0 and var named ? texts.Sessions.Text(named) : finding.Subject.Hash;
        return new ReplayAlert(finding, new ReplaySubject(texts.Addresses.Text(address), Agent(agent), name), requests.OfSession(key));
    }

    private string? Agent(int agent) => texts.Agents.Text(agent) is { Length: > 0 } text ? text : null;
}
