using ServerSessions.Cli.Logs;
using ServerSessions.Cli.Logs.Fields;
using ServerSessions.Model;
using ServerSessions.Requests;

namespace ServerSessions.Cli.Replay;

/// <summary>
/// Makes of each line the event that capture would have made of its request. Every line is active, bots and files too; pseudonyms and
/// hashes are numbers of the log's texts, because it is the owner's log.
/// </summary>
internal sealed class LogEvents(AccessLog log, StepNames names, LoginLines logins, GeoPlaces? places = null)
{
    private static readonly long LastTime = DateTimeOffset.MaxValue.ToMicroseconds();

    private readonly LogTexts _texts = log.Texts;
    private readonly ServedPaths _served = new(log);
    private readonly Dictionary<int, string?> _probes = [];
    private readonly List<string?> _hostile = [];
    private readonly List<bool> _files = [];
    private readonly List<(string? Words, bool IsBot)> _clients = [];
    private readonly List<HttpVerb> _verbs = [];
    private OwnReferrers? _own;

    private OwnReferrers Own => _own ??= new OwnReferrers(log, _served);

    public static Pseudonym Key(in LogRecord record) => new(1, (ulong)record.Key + 1);

    /// <summary>0 where the line has no address, as in capture.</summary>
    public static ulong Network(int address) => (ulong)address + 1;

    public static Pseudonym User(int user) => new(3, (ulong)user + 1);

    public static ulong Agent(int agent) => (ulong)agent + 1;

    public RequestEvent Of(in LogRecord record)
    {
        var step = names.Of(record, out var isUnmatched);
        var verb = Verb(record.Method);
        var login = logins.Of(record);
        // A path that the site answers successfully to any client is no probe, although it refuses others.
        var probe = isUnmatched || (record.Status >= 400 && !_served.Include(record.Path)) ? Probe(record.Path) : null;
        probe ??= Hostile(record.Query);
        return new RequestEvent
        {
            Key = Key(record),
            KeyKind = KeyKind.Daily,
            Time = record.Time,
            Duration = Math.Min(record.Duration, LastTime - record.Time),
            Step = step,
            Verb = verb,
            Status = record.Status,
            Outcome = StatusOutcomes.Of(record.Status),
            Flags = EventFlags.Navigation
                | (verb.IsSafe() ? EventFlags.Page : 0)
                | (IsFile(record.Path) ? EventFlags.ScriptFetch : 0)
                | (Own.Include(record.Referrer) ? EventFlags.SameOrigin : 0)
                | (isUnmatched ? Unmatched(record) : 0)
                | (Client(record.Agent).IsBot ? EventFlags.Bot : 0)
                | (login == LoginOutcome.None ? 0 : EventFlags.LoginEndpoint),
            // Only rules about places need the network; without places sessions are counted as in the log's reference.
            User = places is null || record.User == LogRecord.None ? default : User(record.User),
            Network = Network(record.Address),
            Place = places?.Of(record.Address) ?? default,
            Agent = Agent(record.Agent),
            Client = Client(record.Agent).Words,
            Parameters = names.Parameters(record),
            Path = isUnmatched || probe is not null ? (ulong)record.Path + 1 : 0,
            Detail = login == LoginOutcome.None && probe is null ? null : new EventDetail { Login = login, Account = Account(record, login), Probe = probe },
        };
    }

    private EventFlags Unmatched(in LogRecord record) => EventFlags.Unmatched
        | (StaticPaths.IsBrowserExtra(_texts.Paths.Text(record.Path)) ? EventFlags.BrowserExtra : 0);

    /// <summary>The account that a line names, else its user.</summary>
    public static int AccountOf(in LogRecord record) => record.Account != LogRecord.None ? record.Account : record.User;

    private static Pseudonym Account(in LogRecord record, LoginOutcome login)
    {
        var account = AccountOf(record);
        return login == LoginOutcome.None || account == LogRecord.None ? default : new Pseudonym(2, (ulong)account + 1);
    }

    private string? Probe(int path)
    {
        if (!_probes.TryGetValue(path, out var probe))
            _probes.Add(path, probe = ProbeList.Find(_texts.Paths.Text(path)));
        return probe;
    }

    private string? Hostile(int query)
    {
        if (query == LogRecord.None)
            return null;
        while (_hostile.Count <= query)
            _hostile.Add(TargetText.Hostile(_texts.Queries.Bytes(_hostile.Count)));
        return _hostile[query];
    }

    // A request for a part of a page, marked as a browser would.
    private bool IsFile(int path)
    {
        while (_files.Count <= path)
            _files.Add(StaticAssets.Includes(_texts.Paths.Bytes(_files.Count)));
        return _files[path];
    }

    private (string? Words, bool IsBot) Client(int agent)
    {
        while (_clients.Count <= agent)
            _clients.Add(_texts.Agents.Text(_clients.Count) is { Length: > 1 } text ? UserAgentParser.Parse(text) : (null, false));
        return _clients[agent];
    }

    private HttpVerb Verb(int method)
    {
        while (_verbs.Count <= method)
            _verbs.Add(HttpVerbs.Parse(_texts.Methods.Text(_verbs.Count)));
        return _verbs[method];
    }
}
