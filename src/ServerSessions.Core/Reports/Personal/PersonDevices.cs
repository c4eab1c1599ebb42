namespace ServerSessions.Reports.Personal;

/// <summary>The devices of a person.</summary>
/// <param name="Items">The devices, this one first, then the one that was seen last.</param>
/// <param name="IsComplete">False when there are more sessions than one page reads.</param>
/// <param name="NotSignedOut">Schemes of the application whose credentials no sign-out ends, because they have no time of sign-in.</param>
internal sealed record PersonDevices(IReadOnlyList<PersonDevice> Items, bool IsComplete, IReadOnlyList<string> NotSignedOut);
