namespace ServerSessions.Simulation.Visiting;

/// <summary>What a simulated visitor is.</summary>
internal enum VisitorKind
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>A crawler that says so.</summary>
    Crawler,

    /// <summary>An attacker, in person or by a program.</summary>
    Attacker,
}
