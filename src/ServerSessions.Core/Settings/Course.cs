namespace ServerSessions;

/// <summary>Modules in the order in which people are meant to take them: lessons of a course, chapters of a document.</summary>
/// <param name="Name">"Accounting".</param>
/// <param name="Modules">
/// Names of its modules in order. Each is the name of a feature: of endpoints (<c>WithFeature</c>), or of steps and recorded events (<c>AddFeature</c>).
/// </param>
public sealed record Course(string Name, IReadOnlyList<string> Modules);
