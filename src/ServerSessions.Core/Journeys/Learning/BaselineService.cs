using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Journeys.Codec;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Learning;

/// <summary>Once an hour one of the rollers learns anew from the newest closed journeys and from the site's hourly counts, and publishes it.</summary>
internal sealed class BaselineService(
    ISessionStorage storage, DetectionControl control, InsightSettings insights, TimeProvider time, ILogger<BaselineService> logger) : BackgroundService
{
    public const int MostJourneys = 50_000;

    private const string Turn = "turn";
    private const int Chunk = 500;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan History = TimeSpan.FromDays(28);

    /// <summary>Learns and publishes, whosever turn it is.</summary>
    public async Task<Baselines> LearnAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var learner = new BaselineLearner(insights.Zone);
        var codec = new JourneyCodec(new StringPool());
        SessionId? before = null;
        for (var read = 0; read < MostJourneys;)
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
        var learnt = learner.Result(now);
        await control.PublishAsync(learnt, cancellationToken);
        return learnt;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Look * (0.9 + (0.2 * Random.Shared.NextDouble())), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            try
            {
                if (await TakeTurnAsync(stoppingToken))
                {
                    var learnt = await LearnAsync(stoppingToken);
                    Log.Learnt(logger, learnt.Sessions, learnt.Days);
                }
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Log.LearningFailed(logger, exception);
            }
        }
    }

    // Whoever writes the turn first has it; the others see its time.
    private async Task<bool> TakeTurnAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var turn = await storage.GetAsync(0, DetectionControl.BaselineTable, Turn, cancellationToken);
        if (turn is { } taken && now - taken.Order < (long)Every.TotalMilliseconds)
            return false;
        return await storage.PutAsync(0, DetectionControl.BaselineTable, Turn, now, default, turn?.Version ?? 0, cancellationToken) is not null;
    }
}
