using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Storage;

namespace ServerSessions.Response;

/// <summary>Evaluates a response in mode Shadow half an hour later by what its session did next, which shows how often the rule would have been wrong.</summary>
internal sealed class ShadowService(DecisionStore store, ISessionStorage storage, ISessionFinder sessions, TimeProvider time, ILogger<ShadowService> logger) : BackgroundService
{
    /// <summary>How long the session is observed.</summary>
    public static readonly TimeSpan Watch = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(1);

    private const int PageSize = 500;

    /// <summary>Evaluates the decisions that are due.</summary>
    public async ValueTask JudgeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        (long, string)? after = null;
        while (true)
        {
            var page = await store.LoggedAsync(now - GivenUpAfter, now - Watch, after, PageSize, cancellationToken);
            foreach (var decision in page.Items)
                if (decision is { State: DecisionState.Shadow, Evaluation: null, Session: { } session } && SessionId.TryParse(session, out var id)
                    && await sessions.EvaluateAsync(id, decision.Rule ?? "", decision.At, cancellationToken) is { } evaluation)
                    await store.NoteAsync(decision.Id, evaluation, cancellationToken);
            if (page.Last is null)
                return;
            after = page.Last;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failed = false; !stoppingToken.IsCancellationRequested;)
        {
            await Task.Delay(Every * (0.8 + (0.4 * Random.Shared.NextDouble())), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
                return;
            try
            {
                await storage.StartAsync(stoppingToken);
                await JudgeAsync(stoppingToken);
                failed = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failed)
                    Log.ShadowFailed(logger, exception);
                failed = true;
            }
            catch (Exception)
            {
                // The host stops.
                return;
            }
        }
    }
}
