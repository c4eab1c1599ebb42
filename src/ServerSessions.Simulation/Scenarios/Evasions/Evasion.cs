using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Evasions;

/// <summary>An attack that is built on the documentation of the rules and keeps a pace of its own to stay below their thresholds.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="rule">The rule that it is built to stay below.</param>
/// <param name="means">What the attacker does for that, in a few words.</param>
/// <param name="begin">Prepares the visit, and returns what makes the attempt of a number, from 0.</param>
internal sealed class Evasion(string name, string rule, string means, Func<Visit, CancellationToken, Task<Func<int, Task>>> begin) : IScenario
{
    private const int MaxAttempts = 3_000;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromHours(24);

    public string Name => name;

    public string? ExpectedRule => rule;

    public bool IsEvader => true;

    public string Means => means;

    public int Weight => 0;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var attempt = await begin(visit, cancel);
        var ends = visit.Clock.Now + MaxDuration;
        var gap = TimeSpan.FromHours(1 / visit.AttemptsPerHour);
        for (var number = 0; number < MaxAttempts && visit.Clock.Now < ends; number++)
        {
            await attempt(number);
            // No machine's regular beat: between half and one and a half times the pace.
            await visit.Clock.WaitAsync(gap * (0.5 + visit.Random.NextDouble()), cancel);
        }
    }
}
