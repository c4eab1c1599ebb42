namespace ServerSessions.Chaos.Running;

/// <summary>One promise, its faults and its figure.</summary>
internal interface IPromise
{
    /// <summary>"R4".</summary>
    string Name { get; }

    /// <summary>The promise in a few words.</summary>
    string Says { get; }

    /// <summary>Whether it is about a cluster only.</summary>
    bool NeedsCluster => false;

    Task RunAsync(ChaosRun run);
}
