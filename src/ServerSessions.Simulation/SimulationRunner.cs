using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation;

/// <summary>Runs labelled visitors and attackers against an application on this machine, for a limited time.</summary>
public sealed class SimulationRunner : IDisposable
{
    private readonly IVisitorClient _client;
    private readonly SimulationOptions _options;
    private readonly TimeProvider _time;

    internal SimulationRunner(IVisitorClient client, SimulationOptions options, TimeProvider time)
    {
        options.Check();
        _client = client;
        _options = options;
        _time = time;
    }

    /// <summary>Creates a simulation over HTTP in real time.</summary>
    /// <param name="url">Address of the application; loopback only, because attacks are sent to it.</param>
    /// <param name="options">Size and settings.</param>
    /// <param name="time">The clock for the visitors' waits.</param>
    /// <exception cref="ArgumentException">The address is not http(s) or names another machine, or an option is out of range.</exception>
    public static SimulationRunner Against(Uri url, SimulationOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new SimulationRunner(HttpVisitorClient.ForLoopback(url), options, time);
    }

    /// <summary>Runs until the duration has passed or all visits have ended.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before that.</exception>
    public async Task<SimulationReport> RunAsync(CancellationToken cancel = default)
    {
        var plan = SimulationPlan.Make(_options);
        var tally = new Tally();
        var clock = new VisitorClock(_time, _options.Pace, _options.LongestPause);
        using var limit = new CancellationTokenSource(_options.Duration, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        using var places = new SemaphoreSlim(_options.Concurrency);
        var began = _time.GetTimestamp();
        List<Task> visits = [];
        try
        {
            foreach (var planned in plan)
            {
                await WaitUntilAsync(began, planned.Begins, end.Token);
                await places.WaitAsync(end.Token);
                var visit = new Visit(planned.Number, planned.Scenario, _client, clock, tally, new Random(planned.Seed), _options.Size) { AttemptsPerHour = _options.AttemptsPerHour };
                visits.Add(RunAsync(planned, visit, places, end.Token));
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            // The time is over; visits that have not started are skipped.
        }
        finally
        {
            await Task.WhenAll(visits);
        }
        cancel.ThrowIfCancellationRequested();
        return new SimulationReport(
            _options.Seed, visits.Count, tally.Requests, tally.Errors, tally.CutOff, tally.Surprises, tally.Labels, _time.GetElapsedTime(began));
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private static async Task RunAsync(PlannedVisit planned, Visit visit, SemaphoreSlim places, CancellationToken end)
    {
        try
        {
            await planned.Scenario.RunAsync(visit, end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            visit.Tally.Ended();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException or ArgumentException)
        {
            // The exception of a cut-off visit has no useful message; its cause has.
            visit.Tally.Surprise($"{visit.Name}: {exception.GetType().Name}: {exception.GetBaseException()}");
        }
        finally
        {
            places.Release();
        }
    }

    private async Task WaitUntilAsync(long began, TimeSpan begins, CancellationToken end)
    {
        var wait = begins - _time.GetElapsedTime(began);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, _time, end);
    }
}
