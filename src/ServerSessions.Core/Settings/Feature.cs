namespace ServerSessions;

/// <summary>A feature of the application as a set of steps. Endpoints can also name their feature with <c>WithFeature</c>.</summary>
/// <param name="Name">"wishlist".</param>
/// <param name="Steps">Names of the feature's steps.</param>
public sealed record Feature(string Name, IReadOnlyList<string> Steps);
