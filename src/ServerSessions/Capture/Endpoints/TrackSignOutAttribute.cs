namespace ServerSessions;

/// <summary>
/// Declares that a successful request to this endpoint signs the user out. Use it where the authentication service does not see the sign-out, such as
/// tokens that the client drops.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class TrackSignOutAttribute : Attribute;
