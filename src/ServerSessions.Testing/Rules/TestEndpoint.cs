namespace ServerSessions.Testing;

/// <summary>What an application declares about one endpoint, for <see cref="DetectorHarness.Declare"/>.</summary>
public sealed record TestEndpoint
{
    /// <summary>HTTP method, such as "POST".</summary>
    public required string Method { get; init; }

    /// <summary>Route template, such as "/orders/{id}".</summary>
    public required string Route { get; init; }

    /// <summary>The step's name as <c>WithSessionEvent</c> declares it; null (the default) for method and route.</summary>
    public string? Step { get; init; }

    /// <summary>Steps of which one must come before, as <c>RequiresStep</c> declares them; none by default.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>The authorization policy that protects it; null (the default) where every client may use it.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether it is marked sensitive, as by <c>MarkSensitive</c>. False by default.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Whether it is a trap, as by <c>MapTrap</c>. False by default.</summary>
    public bool IsTrap { get; init; }

    /// <summary>Whether it takes logins, as by <c>TrackLogin</c>. False by default.</summary>
    public bool IsLogin { get; init; }

    /// <summary>Whether a form of a page posts to it. False by default.</summary>
    public bool IsForm { get; init; }

    /// <summary>Whether it requires an antiforgery token. False by default.</summary>
    public bool NeedsToken { get; init; }
}
