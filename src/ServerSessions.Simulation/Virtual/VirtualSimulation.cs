using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Virtual;

/// <summary>
/// Runs the same visits in virtual time: one thread, so the same seed gives the same requests at the same moments, and weeks pass in
/// seconds. Visits start within the first two thirds of the duration and all run to their end.
/// </summary>
internal sealed class VirtualSimulation(SimulationOptions options, VirtualTime time, Func<PlannedVisit, IVisitorClient> clientOf)
{
    private readonly Tally _tally = new();

    /// <exception cref="InvalidOperationException">A script waits for something that is not time.</exception>
    public SimulationReport Run()
    {
        options.Check();
        var turns = new TurnTaking();
        var outside = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(turns);
        try
        {
            var clock = new VisitorClock(time, options.Pace, options.LongestPause);
            var visits = SimulationPlan.Make(options).Select(planned => RunAsync(planned, clock)).ToArray();
            var all = Task.WhenAll(visits);
            turns.RunReady();
            while (!all.IsCompleted)
            {
                if (!time.FireNext())
                    throw new InvalidOperationException("A script waits for something that is not the simulation's time.");
                turns.RunReady();
            }

            all.GetAwaiter().GetResult();
            return new SimulationReport(
                options.Seed, visits.Length, _tally.Requests, _tally.Errors, 0, _tally.Surprises, _tally.Labels, TimeSpan.FromTicks(time.GetTimestamp()));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outside);
        }
    }

    private async Task RunAsync(PlannedVisit planned, VisitorClock clock)
    {
        await clock.WaitAsync(planned.Begins, CancellationToken.None);
        var visit = new Visit(planned.Number, planned.Scenario, clientOf(planned), clock, _tally, new Random(planned.Seed), options.Size) { AttemptsPerHour = options.AttemptsPerHour };
        await planned.Scenario.RunAsync(visit, CancellationToken.None);
    }
}
