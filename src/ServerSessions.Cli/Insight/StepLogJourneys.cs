using System.Security.Cryptography;
using ServerSessions.Cli.Logs;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Sessions;

namespace ServerSessions.Cli.Insight;

/// <summary>The journeys of a log of steps: the lines of a session by time, then by line, wherever they stand.</summary>
internal sealed class StepLogJourneys(StepLog log, JourneySettings settings)
{
    private readonly Dictionary<SessionId, int> _sessions = [];
    private readonly string?[] _names = new string?[log.Names.Count];
    private readonly Dictionary<int, Pseudonym> _users = [];

    /// <summary>The session's name in the log.</summary>
    public string NameOf(SessionId id) => log.Sessions.Text(_sessions[id]);

    public IEnumerable<Journey> InOrderOfSessions()
    {
        var (starts, order) = BySession();
        var steps = new List<ImportedStep>();
        for (var session = 0; session + 1 < starts.Length; session++)
        {
            if (starts[session] == starts[session + 1])
                continue;
            steps.Clear();
            foreach (var index in order.AsSpan(starts[session]..starts[session + 1]).ToArray().OrderBy(i => log[i].Time).ThenBy(i => i))
                steps.Add(Imported(log[index]));
            var journey = ImportedJourney.Of(IdOf(session, steps[0].Time), UserOf(session), steps, settings) with { Actor = log.Actors.GetValueOrDefault(session) };
            yield return log.Exposures.Of(session) is { Count: > 0 } exposures ? journey with { Exposures = exposures } : journey;
        }
    }

    // A counting sort: lines of one session are most often far apart.
    private (int[] Starts, int[] Order) BySession()
    {
        var starts = new int[log.Sessions.Count + 1];
        for (var i = 0; i < log.Count; i++)
            starts[log[i].Session + 1]++;
        for (var session = 0; session + 1 < starts.Length; session++)
            starts[session + 1] += starts[session];
        var order = new int[log.Count];
        var next = starts.ToArray();
        for (var i = 0; i < log.Count; i++)
            order[next[log[i].Session]++] = i;
        return (starts, order);
    }

    private ImportedStep Imported(in StepRecord record) => new(
        record.Time, _names[record.Name] ??= log.Names.Text(record.Name), record.Outcome, record.Parameters, record.Server, record.Dwell,
        record.IsSeen, record.Detail < 0 ? null : log.Details[record.Detail]);

    private SessionId IdOf(int session, long start)
    {
        var id = SessionId.TryParse(log.Sessions.Text(session), out var own) ? own : SessionId.Create(start, 0, Hash(log.Sessions.Bytes(session)));
        _sessions[id] = session;
        return id;
    }

    private Pseudonym UserOf(int session)
    {
        var user = log.UserOf[session];
        if (user == LogRecord.None)
            return Pseudonym.None;
        if (!_users.TryGetValue(user, out var hash))
            _users.Add(user, hash = Hash(log.Users.Bytes(user)));
        return hash;
    }

    private static Pseudonym Hash(ReadOnlySpan<byte> text) => Pseudonym.Read(SHA256.HashData(text));
}
