using Microsoft.Extensions.Logging;
using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.Workers;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Learning;

/// <summary>Once an hour one of the workers learns anew from the newest closed journeys and from the site's hourly counts, and publishes the baselines.</summary>
internal sealed class BaselineService(
    ISessionStorage storage, DetectionControl control, InsightSettings insights, TimeProvider time, ILogger<BaselineService> logger) : PeriodicWorker(time)
{
    public const int MaxJourneys = 50_000;

    private const int Chunk = 500;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan History = TimeSpan.FromDays(28);

    private readonly WorkTurn _turn = new(storage, DetectionControl.BaselineTable, Every);

    /// <summary>Learns and publishes, whosever turn it is.</summary>
    public async Task<Baselines> LearnAsync(CancellationToken cancellationToken)
    {
        var now = Time.GetUtcNow();
        var learner = new BaselineLearner(insights.Zone);
        var codec = new JourneyCodec(new StringPool());
        SessionId? before = null;
        for (var read = 0; read < MaxJourneys;)
        {
            var page = await storage.ListAsync(
                new JourneyQuery((now - History).ToUnixTimeMilliseconds(), long.MaxValue, default, before, Chunk), cancellationToken);
            foreach (var stored in page)
                learner.Add(codec.Decode(stored));
            if (page.Count < Chunk)
                break;
            read += page.Count;
            before = page[^1].Id;
        }

        // The hour that is not over says nothing yet.
        var hour = now.ToUnixTimeSeconds() / 3600;
        foreach (var (at, fields) in await storage.ReadRollupsAsync(CommitBuilder.SiteFold, hour - (long)History.TotalHours, hour, cancellationToken))
            foreach (var (field, count) in fields)
                if (SiteKinds.OfField(field) is not SiteKind.None and var kind)
                    learner.Site.Add(at, kind, count);
        var learned = learner.Result(now);
        await control.PublishAsync(learned, cancellationToken);
        return learned;
    }

    protected override async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (!await _turn.TakeAsync(Time.GetUtcNow(), cancellationToken))
            return;
        var learned = await LearnAsync(cancellationToken);
        Log.Learned(logger, learned.Sessions, learned.Days);
    }

    protected override void ReportFailure(Exception exception) => Log.LearningFailed(logger, exception);
}
