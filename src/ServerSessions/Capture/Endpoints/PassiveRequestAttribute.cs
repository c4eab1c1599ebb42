namespace ServerSessions;

/// <summary>Marks requests to this endpoint as passive (polling, heartbeats): they are no act of a person and never open or extend a session.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PassiveRequestAttribute : Attribute;
