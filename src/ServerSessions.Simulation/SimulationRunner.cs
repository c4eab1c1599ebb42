using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation;

/// <summary>Runs labelled visitors and attackers against an application on this machine, and stops by itself.</summary>
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

    /// <summary>A simulation over HTTP in real time.</summary>
    /// <param name="url">Where the application listens; loopback only, since attacks are sent there.</param>
    /// <param name="options">How much, and how.</param>
    /// <param name="time">The clock that visitors wait by.</param>
    /// <exception cref="ArgumentException">The address is not http(s) or names another machine, or an option is out of range.</exception>
    public static SimulationRunner Against(Uri url, SimulationOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new SimulationRunner(HttpVisitorClient.ForLoopback(url), options, time);
    }

    /// <summary>Runs to the end of the duration, or until all visits ended.</summary>
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
                var visit = new Visit(planned.Number, planned.Scenario, _client, clock, tally, new Random(planned.Seed), _options.Size);
                visits.Add(RunAsync(planned, visit, places, end.Token));
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            // The time is over; who has not begun stays at home.
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
            // What was cut off has no message of its own: its cause has.
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
