namespace ServerSessions;

/// <summary>Says that this endpoint is answered also while the session is challenged: it belongs to the step-up, or signs out.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AllowDuringChallengeAttribute : Attribute;
