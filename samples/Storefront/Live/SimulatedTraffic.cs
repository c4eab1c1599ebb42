using ServerSessions.Simulation;

namespace Storefront.Live;

/// <summary><c>--simulate</c>: visitors and attackers that send real requests to this shop's own address until it stops.</summary>
internal sealed class SimulatedTraffic(IServiceProvider services, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SimulatedTraffic> logger)
    : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await Started(stoppingToken))
            return;
        var address = new Uri(Welcome.Address(services));
        for (var seed = 0; !stoppingToken.IsCancellationRequested; seed++)
        {
            try
            {
                using var simulation = SimulationRunner.Against(address, Options(seed), time);
                var report = await simulation.RunAsync(stoppingToken);
                Log.RoundEnded(logger, seed, report.Visitors, report.Requests, report.Errors);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or TimeoutException)
            {
                Log.RoundFailed(logger, exception, seed);
                await Task.Delay(TimeSpan.FromSeconds(5), time, stoppingToken);
            }
        }
    }

    // First the administrator; then visitors and attacks that come at once; then ordinary days.
    private static SimulationOptions Options(int seed) => seed switch
    {
        0 => SimulationOptions.Administrator(Round),
        1 => SimulationOptions.Demo(seed, Round),
        _ => SimulationOptions.Calm(seed, Round),
    };

    private async Task<bool> Started(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var whenStarted = lifetime.ApplicationStarted.Register(() => started.TrySetResult(true));
        using var whenStopped = stoppingToken.Register(() => started.TrySetResult(false));
        return await started.Task;
    }
}
