using ServerSessions.Model;

namespace ServerSessions.Capture.Endpoints;

/// <summary>The facts of an endpoint that capture needs, computed once.</summary>
internal sealed class EndpointInfo
{
    private const int Verbs = 8;
    private readonly string?[] _steps = new string?[Verbs];

    public required string Route { get; init; }

    /// <summary>The name given by <c>WithSessionEvent</c>; null for method and route.</summary>
    public string? Name { get; init; }

    public IReadOnlyList<HttpVerb> Methods { get; init; } = [];
    public bool IsDisabled { get; init; }
    /// <summary>It is a static file that is no page: never recorded.</summary>
    public bool IsStatic { get; init; }

    /// <summary>It is a static file that is a page: recorded where a browser navigates to it.</summary>
    public bool IsStaticPage { get; init; }

    public bool IsHealth { get; init; }

    /// <summary>It is an endpoint of this library.</summary>
    public bool IsOfLibrary { get; init; }

    /// <summary>It takes whatever no other endpoint takes.</summary>
    public bool IsFallback { get; init; }

    /// <summary>It takes any path, or any below its own.</summary>
    public bool IsCatchAll { get; init; }

    /// <summary>Routing itself answers: the path has a route, which takes another method.</summary>
    public bool IsRejection { get; init; }

    /// <summary>It declares nothing, and takes what may be another application's: a catch-all, or a route of a reverse proxy.</summary>
    public bool PassesOn { get; init; }

    /// <summary>Names for the paths that it takes; null where it takes few, or has something declared that goes by its name.</summary>
    public CatchAllNames? Names { get; init; }

    /// <summary>The names of the route's parameters.</summary>
    public string[] Parameters { get; init; } = [];

    public bool HasParameters => Parameters.Length > 0;

    /// <summary>It carries connections that outlive one exchange.</summary>
    public bool IsConnection => (Flags & EventFlags.Connection) != 0;

    /// <summary>It answers unary calls of gRPC.</summary>
    public bool IsUnaryCall { get; init; }

    /// <summary>It serves pages: Razor Pages, Razor components, views, or what says to produce HTML.</summary>
    public bool IsPage { get; init; }
    public string? LoginField { get; init; }

    /// <summary>A form field that people do not see.</summary>
    public string? TrapField { get; init; }

    /// <summary>It takes what a form of a page sends.</summary>
    public bool TakesForm { get; init; }

    /// <summary>It demands an antiforgery token of what changes state.</summary>
    public bool NeedsToken { get; init; }

    public bool SignsOut { get; init; }
    public string? Feature { get; init; }
    public string[] Requires { get; init; } = [];
    public EventFlags Flags { get; init; }

    /// <summary>The policy that protects it, "" for the default one; null when it is open to all.</summary>
    public string? Policy { get; init; }

    public string Step(HttpVerb verb) => Name ?? (_steps[(int)verb] ??= $"{verb.Name()} {Route}");
}
