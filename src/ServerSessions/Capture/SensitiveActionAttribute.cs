namespace ServerSessions;

/// <summary>Marks an action whose misuse would hurt: change of password, payout, role.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SensitiveActionAttribute : Attribute;
