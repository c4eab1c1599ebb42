using ServerSessions.Cli.Logs;
using ServerSessions.Journeys;
using ServerSessions.Model;

namespace ServerSessions.Cli.Replay;

/// <summary>From a log that was read to its figures, alerts and steps: in one pass over the records in order of time, through the product's own fold.</summary>
internal sealed class LogReplay(AccessLog log, ReplayOptions options, RouteTable? routes = null, JsonLines? steps = null, IGeoLocator? geo = null)
{
    private const int RecordsBetweenReports = 4096;

    private readonly SessionOpenings _sessions = new();
    private readonly SubjectRequests _requests = new();
    private ReplayAlerts? _alerts;

    /// <summary>The alerts of the replay, once it has run.</summary>
    public IEnumerable<ReplayAlert> Alerts => _alerts?.ByTime ?? [];

    /// <summary>The figures of the log; time taken and lines a second are the caller's to fill in.</summary>
    /// <param name="progress">Called now and then with the number of records that are done.</param>
    public ReplayReport Run(Action<long>? progress = null)
    {
        var lookup = routes is null ? null : new RouteLookup(routes, log.Texts);
        var byRoute = lookup is null ? null : new RouteCounts(lookup);
        var figures = new ReplayFigures(log.Texts);
        var events = new LogEvents(log, new StepNames(log.Texts, lookup), new LoginLines(log, options), geo is null ? null : new GeoPlaces(geo, log.Texts));
        var stepLines = steps is null ? null : new StepLines(steps, log.Texts.Users);
        _alerts = new ReplayAlerts(log.Texts, log.Keys, _requests, _sessions);
        var pipeline = new OfflinePipeline(new JourneySettings(options.Timeout, maxAge: null, [], [], []), Rules.Engine(), EndpointCatalog.Empty)
        {
            Closed = stepLines is null ? null : stepLines.Write,
            Raised = _alerts.Take,
        };
        var done = 0L;
        foreach (var record in log.Records.InOrder())
        {
            if (++done % RecordsBetweenReports == 0)
                progress?.Invoke(done);
            _requests.Add(record);
            var session = pipeline.Add(events.Of(record));
            var opens = _sessions.Opens(record.Key, session);
            _requests.Folded(record, opens);
            figures.Add(record, opens);
            byRoute?.Add(record);
            stepLines?.Note(session, record.User);
        }

        pipeline.Complete();
        return figures.Result() with { Unparsed = log.Unparsed.Count, OtherLines = log.Others, Routes = byRoute?.Result(), Alerts = _alerts.Count };
    }
}
