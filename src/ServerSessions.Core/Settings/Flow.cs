namespace ServerSessions;

/// <summary>A declared flow: steps that lead to a result, such as a checkout.</summary>
/// <param name="Name">"checkout".</param>
/// <param name="Steps">Names of its steps in order; the last one completes it.</param>
public sealed record Flow(string Name, IReadOnlyList<string> Steps);
