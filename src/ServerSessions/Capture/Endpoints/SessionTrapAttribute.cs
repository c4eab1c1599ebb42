namespace ServerSessions;

/// <summary>Marks a trap: an endpoint that cannot be reached by using the application, so that a request to it is evidence (rule D12).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SessionTrapAttribute : Attribute;
