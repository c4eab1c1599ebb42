using ServerSessions.Cli.Logs;
using ServerSessions.Model;

namespace ServerSessions.Cli.Replay;

/// <summary>The alerts of a replay, each in its newest state, with the pseudonyms turned back into what the log says.</summary>
internal sealed class ReplayAlerts(LogTexts texts, LogKeys keys, SubjectRequests requests, SessionOpenings sessions)
{
    private readonly Dictionary<string, ReplayAlert> _alerts = new(StringComparer.Ordinal);

    public int Count => _alerts.Count;

    public IEnumerable<ReplayAlert> ByTime =>
        _alerts.Values.Select(WithAddresses).OrderBy(alert => alert.Finding.Raised).ThenBy(alert => alert.Finding.Rule, StringComparer.Ordinal);

    public void Take(Alert alert, bool isNew)
    {
        if (_alerts.TryGetValue(alert.Id, out var before))
            _alerts[alert.Id] = before with { Finding = alert.Finding };
        else
            _alerts.Add(alert.Id, Reported(alert.Finding));
    }

    // The newest evidence is known at the end.
    private ReplayAlert WithAddresses(ReplayAlert alert)
    {
        var addresses = requests.AddressesOf(alert.Account, alert.Finding.First.ToMicroseconds(), alert.Finding.Last.ToMicroseconds());
        return addresses.Count > 1 ? alert with { Addresses = [.. addresses.Select(texts.Addresses.Text)] } : alert;
    }

    private ReplayAlert Reported(Finding finding)
    {
        var subject = finding.Subject;
        if (subject.Kind == ActorKind.Session && SessionId.TryParse(subject.Hash, out var session))
            return OfSession(finding, sessions.KeyOf(session));
        if (subject.Kind == ActorKind.User && Pseudonym.TryParse(subject.Hash, out var user) && requests.OfUser((int)user.Low - 1) is { } seen)
            return OfAccount(finding, (int)user.Low - 1, seen);
        if (subject.Kind == ActorKind.Account && Pseudonym.TryParse(subject.Hash, out var account) && requests.OfAccount((int)account.Low - 1) is { } tried)
            return OfAccount(finding, (int)account.Low - 1, tried);
        if (subject.Kind is not (ActorKind.Source or ActorKind.Network) || !Pseudonym.TryParse(subject.Hash, out var actor))
            throw new InvalidOperationException($"No rule of a replay is about a {subject.Kind}, but {finding.Rule} is.");
        int address = (int)actor.High - 1, agent = (int)actor.Low - 1;
        var until = finding.Raised.ToMicroseconds();
        return subject.Kind == ActorKind.Source
            ? new ReplayAlert(finding, new ReplaySubject(texts.Addresses.Text(address), Agent(agent)), requests.OfSource(address, agent, until))
            : new ReplayAlert(finding, new ReplaySubject(texts.Addresses.Text(address)), requests.OfAddress(address, until));
    }

    private ReplayAlert OfAccount(Finding finding, int account, (long Requests, int Address) seen) =>
        new(finding, new ReplaySubject(Address(seen.Address), Account: texts.Users.Text(account)), seen.Requests) { Account = account };

    private ReplayAlert OfSession(Finding finding, int key)
    {
        var (address, agent) = keys.ClientOf(key);
        var name = keys.SessionOf(key) is >= 0 and var named ? texts.Sessions.Text(named) : finding.Subject.Hash;
        return new ReplayAlert(finding, new ReplaySubject(Address(address), Agent(agent), name), requests.OfSession(key));
    }

    private string? Address(int address) => address == LogRecord.None ? null : texts.Addresses.Text(address);

    private string? Agent(int agent) => texts.Agents.Text(agent) is { Length: > 0 } text ? text : null;
}
