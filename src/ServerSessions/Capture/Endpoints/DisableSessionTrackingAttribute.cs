namespace ServerSessions;

/// <summary>Requests to this endpoint are not recorded; they are counted as excluded with the reason <c>disabled</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DisableSessionTrackingAttribute : Attribute;
