namespace ServerSessions;

/// <summary>Says that requests to this endpoint are no act of a person (polling, heartbeats): they never open or extend a session.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PassiveRequestAttribute : Attribute;
