namespace ServerSessions.Simulation.Visiting;

/// <summary>A script that visitors follow, and the truth about them.</summary>
internal interface IScenario
{
    /// <summary>Its name on the command line, "mistyper".</summary>
    string Name { get; }

    /// <summary>The rule that should find it; null for honest visitors.</summary>
    string? ExpectedRule { get; }

    /// <summary>Rules that may find it as well and are right then, though they need not.</summary>
    IReadOnlyList<string> AlsoTrue => [];

    /// <summary>What its visits meet is one flaw of the application, told once: all of them together are one episode.</summary>
    bool IsOneEpisode => false;

    bool Honest => ExpectedRule is null;

    /// <summary>How common it is beside the others; 0 runs only when it is named.</summary>
    int Weight { get; }

    /// <summary>Runs one visit to its end.</summary>
    Task RunAsync(Visit visit, CancellationToken cancel);

    /// <summary>Most visits of a simulation, for what happens to the whole site: a larger site meets larger waves, not more of them.</summary>
    int MostVisits => int.MaxValue;
}
