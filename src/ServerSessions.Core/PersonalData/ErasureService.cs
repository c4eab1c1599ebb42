using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Takes running erasures on, on every worker: each step is guarded, so that the one that is there first does it.</summary>
internal sealed class ErasureService(ISessionStorage storage, ErasureStore store, ErasureRounds rounds, WithdrawalQueue withdrawals, TimeProvider time, ILogger<ErasureService> logger) : BackgroundService
{
    private static readonly TimeSpan WhileRunning = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CheckDone = TimeSpan.FromMinutes(1);

    private long _checked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var isFailing = false; !stoppingToken.IsCancellationRequested;)
        {
            var isRunning = false;
            try
            {
                isRunning = await StepAsync(stoppingToken);
                isFailing = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!isFailing)
                    Log.ErasureNotTakenOn(logger, exception);
                isFailing = true;
            }
            catch (Exception)
            {
                // The host stops, and its connections with it.
                return;
            }

            await storage.WaitForAsync(ErasurePart.Topic, isRunning ? WhileRunning : Idle, stoppingToken).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Done ones are looked at now and then: an event that was late may have shown a session that was not known.
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var isRunning = false;
        var now = time.GetUtcNow();
        var checksDone = _checked == 0 || time.GetElapsedTime(_checked) >= CheckDone;
        var known = await store.SinceAsync(now - ErasurePart.Kept, cancellationToken);
        isRunning |= await withdrawals.BeginAsync(known.Select(k => k.Erasure), now, cancellationToken);
        foreach (var (erasure, version) in ErasureTurns.Of(known).Concat(known.Where(k => checksDone && k.Erasure.IsDone)))
            isRunning |= await rounds.StepAsync(erasure, version, cancellationToken);
        if (!checksDone)
            return isRunning;
        await store.TidyAsync(now, cancellationToken);
        _checked = time.GetTimestamp();
        return isRunning;
    }
}
