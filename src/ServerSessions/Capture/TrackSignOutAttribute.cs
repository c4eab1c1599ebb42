namespace ServerSessions;

/// <summary>
/// Says that a successful request to this endpoint signs the user out, for applications whose sign-out is not seen by the
/// authentication service (tokens dropped by the client).
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class TrackSignOutAttribute : Attribute;
