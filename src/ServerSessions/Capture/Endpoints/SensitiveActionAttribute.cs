namespace ServerSessions;

/// <summary>Marks a sensitive action, such as a change of password, a payout or a change of role (rules D8 and D16).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SensitiveActionAttribute : Attribute;
