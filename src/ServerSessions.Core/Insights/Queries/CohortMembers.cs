namespace ServerSessions.Insights;

/// <summary>The users of a cohort, as an answer needs them.</summary>
/// <param name="Name">Name of the cohort.</param>
/// <param name="Fingerprint">Equal for equal users: what a kept answer depends on.</param>
/// <param name="Users">The users.</param>
internal sealed record CohortMembers(string Name, string Fingerprint, IReadOnlySet<Pseudonym> Users);
