namespace ServerSessions;

/// <summary>Marks an endpoint that nobody reaches by using the application: a request to it is evidence by itself.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SessionTrapAttribute : Attribute;
