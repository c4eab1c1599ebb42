using Microsoft.Extensions.Logging;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.Workers;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Personalization;

/// <summary>
/// Keeps the table of transitions of the last 7 days fresh, so that no request reads it: every 10 minutes, once the application has asked for a journey. It is made of
/// the newest closed sessions of each day, at most <see cref="SessionsADay"/> of people, so that a flood displaces the sessions of its own day only.
/// </summary>
internal sealed class TransitionService(ISessionStorage storage, CatalogStore catalogs, LiveJourneyOptions options, TimeProvider time, ILogger<TransitionService> logger) : PeriodicWorker(time), ILikelySteps
{
    /// <summary>Maximum number of sessions of people that are read of a day.</summary>
    public const int SessionsADay = 2_000;

    // Crawlers and tools are read to be left out.
    private const int MaxReadADay = 3 * SessionsADay;
    private const int Chunk = 500;
    private const int Days = 7;
    private const long MillisecondsADay = 86_400_000;

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

    public IReadOnlyList<LikelyStep> Next(string step) => Table.Next(step);

    public IReadOnlyList<LikelyStep> NextItems(string item) => Table.NextItems(item);

    /// <summary>Reads the table now.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var today = Time.GetUtcNow().ToUnixTimeMilliseconds() / MillisecondsADay;
        var people = new StepPeople(options.ItemEvents);
        var codec = new JourneyCodec(new StringPool());
        for (var day = today - Days + 1; day <= today; day++)
            await ReadAsync(day, people, codec, cancellationToken);
        _table = new TransitionTable(people, options.MinimumSupport, await catalogs.NewestAsync(cancellationToken));
        _readAt = Time.GetTimestamp();
    }

    private async Task ReadAsync(long day, StepPeople people, JourneyCodec codec, CancellationToken cancellationToken)
    {
        SessionId? before = null;
        for (var (read, counted) = (0, 0); read < MaxReadADay && counted < SessionsADay;)
        {
            var page = await storage.ListAsync(new JourneyQuery(day * MillisecondsADay, (day + 1) * MillisecondsADay, default, before, Chunk), cancellationToken);
            foreach (var stored in page)
                if (counted < SessionsADay && codec.Decode(stored) is { Actor: SessionActor.Person } journey && people.Add(journey))
                    counted++;
            if (page.Count < Chunk)
                return;
            read += page.Count;
            before = page[^1].Id;
        }
    }

    protected override async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (_isWanted && (_readAt == 0 || Time.GetElapsedTime(_readAt) >= Every))
            await RefreshAsync(cancellationToken);
    }

    protected override void ReportFailure(Exception exception) => Log.TransitionsFailed(logger, exception);
}
