namespace ServerSessions;

/// <summary>Names the feature of the application to which this endpoint belongs.</summary>
/// <param name="name">A short name, such as "wishlist".</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SessionFeatureAttribute(string name) : Attribute
{
    /// <summary>The feature's name.</summary>
    public string Name { get; } = Guard.Name(name, nameof(name));
}
