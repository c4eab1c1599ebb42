namespace ServerSessions.Reports.Personal;

/// <summary>A sign-out that a person asked for is not possible; the message explains it to them.</summary>
internal sealed class SignOutException(string message) : Exception(message);
