namespace ServerSessions;

/// <summary>Lets requests to this endpoint through while the session is challenged. Use it for the step-up and for sign-out.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AllowDuringChallengeAttribute : Attribute;
