using System.Runtime.InteropServices;
using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>
/// The figures of a log, added up record by record in order of time. Where a session opens is decided by the caller (by the definitions of the independent reference
/// program).
/// </summary>
internal sealed class ReplayFigures(LogTexts texts)
{
    private const int Top = 10;

    private readonly PageViews _pageViews = new(texts.Paths);
    private readonly List<OpenSession> _open = [];
    private readonly List<long> _paths = [];
    private readonly Dictionary<ulong, long> _transitions = [];
    private readonly LengthCounts _lengths = new();
    private readonly LengthCounts _lengthsTwoPlus = new();
    private long _requests;
    private long _sessions;
    private long _views;
    private long _bounceRequests;
    private long _bounceViews;
    private long _sessionsWithView;

    /// <param name="record">The next record by time, then line.</param>
    /// <param name="opensSession">Whether it is the first of a new session of its key; else it belongs to the key's last one.</param>
    public void Add(in LogRecord record, bool opensSession)
    {
        while (_open.Count <= record.Key)
            _open.Add(default);
        ref var session = ref CollectionsMarshal.AsSpan(_open)[record.Key];
        if (opensSession)
        {
            Close(session);
            session = new OpenSession { First = record.Time, LastPath = LogRecord.None };
        }

        _requests++;
        session.Requests++;
        session.Last = record.Time;
        if (_pageViews.Includes(record))
            View(ref session, record.Path);
    }

    /// <summary>The figures over everything added; the sessions still open are taken as they stand. Call it once, at the end.</summary>
    public ReplayReport Result()
    {
        foreach (ref readonly var session in CollectionsMarshal.AsSpan(_open))
            Close(session);
        _open.Clear();
        return new ReplayReport
        {
            Requests = _requests,
            Sessions = _sessions,
            Pageviews = _views,
            MedianSessionSeconds = _lengths.MedianSeconds(),
            MedianSessionSecondsTwoPlus = _lengthsTwoPlus.MedianSeconds(),
            BounceRequests = _bounceRequests,
            BounceShareRequests = Share.Of(_bounceRequests, _sessions),
            BouncePageviews = _bounceViews,
            BounceSharePageviews = Share.Of(_bounceViews, _sessionsWithView),
            TopPaths = TopPaths(),
            TopTransitions = TopTransitions(),
        };
    }

    private void View(ref OpenSession session, int path)
    {
        _views++;
        session.Views++;
        while (_paths.Count <= path)
            _paths.Add(0);
        CollectionsMarshal.AsSpan(_paths)[path]++;
        if (session.LastPath != LogRecord.None)
            CollectionsMarshal.GetValueRefOrAddDefault(_transitions, ((ulong)session.LastPath << 32) | (uint)path, out _)++;
        session.LastPath = path;
    }

    private void Close(in OpenSession session)
    {
        if (session.Requests == 0)
            return;
        _sessions++;
        _lengths.Add(session.Last - session.First);
        if (session.Requests == 1)
            _bounceRequests++;
        else
            _lengthsTwoPlus.Add(session.Last - session.First);
        if (session.Views > 0)
            _sessionsWithView++;
        if (session.Views == 1)
            _bounceViews++;
    }

    private PathCount[] TopPaths() =>
        _paths.Select((count, path) => (path, count)).Where(row => row.count > 0)
            .OrderByDescending(row => row.count).ThenBy(row => row.path, PathOrder()).Take(Top)
            .Select(row => new PathCount(texts.Paths.Text(row.path), row.count)).ToArray();

    private TransitionCount[] TopTransitions() =>
        _transitions.Select(row => (from: (int)(row.Key >> 32), to: (int)row.Key, count: row.Value))
            .OrderByDescending(row => row.count).ThenBy(row => row.from, PathOrder()).ThenBy(row => row.to, PathOrder()).Take(Top)
            .Select(row => new TransitionCount(texts.Paths.Text(row.from), texts.Paths.Text(row.to), row.count)).ToArray();

    private Comparer<int> PathOrder() => Comparer<int>.Create(texts.Paths.Compare);

    private struct OpenSession
    {
        public long First;
        public long Last;
        public long Requests;
        public long Views;
        public int LastPath;
    }
}
