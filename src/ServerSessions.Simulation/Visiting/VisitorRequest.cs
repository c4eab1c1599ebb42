namespace ServerSessions.Simulation.Visiting;

/// <summary>One request as a client sends it.</summary>
/// <param name="Method">"GET".</param>
/// <param name="Path">Path and query, "/search?q=lamp".</param>
/// <param name="Headers">In the order sent.</param>
/// <param name="Form">Fields of a form post; null for no body.</param>
internal sealed record VisitorRequest(
    string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Headers, IReadOnlyList<KeyValuePair<string, string>>? Form = null);
