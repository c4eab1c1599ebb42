namespace ServerSessions;

/// <summary>Names the step of requests to this endpoint, instead of method and route template.</summary>
/// <param name="name">A short name, such as "checkout.pay"; at most 128 characters.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SessionEventAttribute(string name) : Attribute
{
    /// <summary>The step's name.</summary>
    public string Name { get; } = Guard.Name(name, nameof(name));
}
