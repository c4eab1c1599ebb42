namespace ServerSessions;

/// <summary>Something that the application can do, as a set of steps; endpoints may name their feature themselves by <c>WithFeature</c>.</summary>
/// <param name="Name">"wishlist".</param>
/// <param name="Steps">Names of its steps.</param>
public sealed record Feature(string Name, IReadOnlyList<string> Steps);
