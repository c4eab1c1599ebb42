namespace ServerSessions.Cli.Simulate.Evading;

/// <summary>What <c>sessions simulate --evasions --json</c> prints.</summary>
/// <param name="Seed">Seed of the simulation.</param>
/// <param name="Paces">The paces that were tried, attempts an hour.</param>
/// <param name="Evasions">One for each evasion.</param>
internal sealed record EvasionReport(int Seed, IReadOnlyList<double> Paces, IReadOnlyList<EvasionScore> Evasions)
{
    public double ElapsedSeconds { get; init; }
}
