using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>From a log that was read to its figures: pure, in one pass over the records in order of time.</summary>
internal static class LogReplay
{
    /// <summary>
    /// The figures of the log; time taken and lines a second are the caller's to fill in. Each record goes to <see cref="ReplayFigures"/>
    /// together with the word of whoever cuts the sessions, which is all that the figures need to know of it.
    /// </summary>
    public static ReplayReport Run(AccessLog log, TimeSpan timeout, RouteTable? routes = null)
    {
        var sessions = new ReplaySessions(timeout);
        var figures = new ReplayFigures(log.Texts);
        var byRoute = routes is null ? null : new RouteCounts(new RouteLookup(routes, log.Texts));
        foreach (var record in log.Records.InOrder())
        {
            figures.Add(record, sessions.Opens(record));
            byRoute?.Add(record);
        }

        return figures.Result() with { Unparsed = log.Unparsed.Count, Routes = byRoute?.Result() };
    }
}
