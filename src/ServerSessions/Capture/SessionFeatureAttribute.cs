namespace ServerSessions;

/// <summary>Says which feature of the application this endpoint belongs to.</summary>
/// <param name="name">A short name, "wishlist".</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SessionFeatureAttribute(string name) : Attribute
{
    /// <summary>The feature's name.</summary>
    public string Name { get; } = Guard.Name(name, nameof(name));
}
