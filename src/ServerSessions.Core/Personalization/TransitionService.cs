using Microsoft.Extensions.Logging;
using ServerSessions.Insights.Folds;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Workers;
using ServerSessions.Storage;

namespace ServerSessions.Personalization;

/// <summary>
/// Keeps the table of transitions of the last 7 days fresh, so that no request reads it: every 10 minutes, once the application has asked for a journey.
/// </summary>
internal sealed class TransitionService(ISessionStorage storage, CatalogStore catalogs, LiveJourneyOptions options, TimeProvider time, ILogger<TransitionService> logger) : PeriodicWorker(time)
{
    private const int HoursPerDay = 24;
    private const int Days = 7;

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    private volatile TransitionTable _table = TransitionTable.Empty;
    private volatile bool _isWanted;
    private long _readAt;

    /// <summary>The table; asking for it has it read from then on.</summary>
    public TransitionTable Table
    {
        get
        {
            if (!_isWanted)
                _isWanted = true;
            return _table;
        }
    }

    /// <summary>Reads the table now. What people did is rolled up apart from tools and attackers.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var day = Time.GetUtcNow().ToUnixTimeSeconds() / 86_400;
        var fold = new PathFold();
        foreach (var fields in (await storage.ReadRollupsAsync(PathFold.Name, (day - Days + 1) * HoursPerDay, (day + 1) * HoursPerDay, cancellationToken)).Values)
            fold.Merge(fields);
        _table = new TransitionTable(fold.AllEdges(), fold.AllExits(), fold.Sessions, options.MinimumSupport, await catalogs.NewestAsync(cancellationToken));
        _readAt = Time.GetTimestamp();
    }

    protected override async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_isWanted && (_readAt == 0 || Time.GetElapsedTime(_readAt) >= Every))
            await RefreshAsync(cancellationToken);
    }

    protected override void ReportFailure(Exception exception) => Log.TransitionsFailed(logger, exception);
}
