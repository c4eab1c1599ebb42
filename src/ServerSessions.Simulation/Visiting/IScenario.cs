namespace ServerSessions.Simulation.Visiting;

/// <summary>A script that visitors follow, and the truth about them.</summary>
internal interface IScenario
{
    /// <summary>Its name on the command line, "mistyper".</summary>
    string Name { get; }

    /// <summary>The rule that should find it; null for honest visitors.</summary>
    string? ExpectedRule { get; }

    /// <summary>Further rules that may correctly find it.</summary>
    IReadOnlyList<string> AlsoTrue => [];

    /// <summary>Whether all its visits together are one episode, because they use one flaw of the application, which is reported once.</summary>
    bool IsOneEpisode => false;

    bool Honest => ExpectedRule is null;

    /// <summary>What its visitors are.</summary>
    VisitorKind Kind => Honest ? VisitorKind.Person : VisitorKind.Attacker;

    /// <summary>Whether it is made to stay below every threshold, or does nothing that people do not do too.</summary>
    bool IsEvader => false;

    /// <summary>Frequency relative to other scenarios; with 0, it runs only when it is named.</summary>
    int Weight { get; }

    /// <summary>Runs one visit to its end.</summary>
    Task RunAsync(Visit visit, CancellationToken cancel);

    /// <summary>Most visits of a simulation, for what happens to the whole site: a larger site meets larger waves, not more of them.</summary>
    int MostVisits => int.MaxValue;
}
