using ServerSessions.Chaos.Running;

namespace ServerSessions.Chaos.Promises;

/// <summary>What was found after people were erased on one server.</summary>
/// <param name="Name">"single" or "cluster".</param>
/// <param name="Erased">Number of people erased.</param>
/// <param name="Traces">Places in which an erased person was found.</param>
/// <param name="OtherSteps">Pages that were answered to the person who stayed.</param>
/// <param name="OtherMissing">Of these, the pages that are not in that person's export.</param>
/// <param name="Dropped">Events that the application gave up.</param>
/// <param name="Gone">Longest time from the request for an erasure until nothing was found.</param>
internal sealed record PeopleFigures(string Name, int Erased, int Traces, int OtherSteps, int OtherMissing, long Dropped, TimeSpan Gone)
{
    /// <summary>Kinds of records of the person who stayed that are gone.</summary>
    public IReadOnlyList<string> MissingKinds { get; init; } = [];

    public void Add(PromiseResult result)
    {
        result.Add($"{Name}Erased", Erased);
        result.AddExactly($"{Name}Traces", Traces, 0);
        result.Add($"{Name}OtherSteps", OtherSteps);
        result.AddExactly($"{Name}OtherMissing", OtherMissing, 0);
        result.AddExactly($"{Name}Dropped", Dropped, 0);
        result.Require(MissingKinds.Count == 0, $"{Name}: the person who stayed has no {string.Join(", ", MissingKinds)} any more");
    }
}
