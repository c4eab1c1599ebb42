
namespace ServerSessions.Model;

/// <summary>
/// One request as capture saw it, or one event that the application recorded. A value: it waits in the queue without an
/// allocation of its own. Times are Unix microseconds (UTC); nothing in it is raw: keys, users, addresses are keyed hashes.
/// </summary>
internal readonly record struct RequestEvent
{
    /// <summary>Key of the session; made from the browser's cookie it also names the device.</summary>
    public required Pseudonym Key { get; init; }

    public KeyKind KeyKind { get; init; }

    /// <summary>Start of the request, Unix microseconds.</summary>
    public required long Time { get; init; }

    /// <summary>Start to end of the response, microseconds.</summary>
    public long Duration { get; init; }

    /// <summary>The step's name: the endpoint's event name, or method and route template, or method and <c>(unmatched)</c>.</summary>
    public required string Step { get; init; }

    public HttpVerb Verb { get; init; }

    public int Status { get; init; }

    public Outcome Outcome { get; init; }

    public EventFlags Flags { get; init; }

    /// <summary>The signed-in user at the end of the request.</summary>
    public Pseudonym User { get; init; }

    /// <summary>The authenticated session, where one is known.</summary>
    public Pseudonym AuthSession { get; init; }

    /// <summary>Keyed hash of the cut network address (IPv4 /24, IPv6 /48).</summary>
    public ulong Network { get; init; }

    /// <summary>Country and coarse position of the address, looked up before it was cut.</summary>
    public PlaceCode Place { get; init; }

    /// <summary>Keyed hash of the whole user agent.</summary>
    public ulong Agent { get; init; }

    /// <summary>
    /// The user agent in words, "Chrome 126, Windows, desktop"; of a client that names itself a machine, its name in the lists and its kind
    /// (<see cref="ClientKinds"/>). Null when it was not given.
    /// </summary>
    public string? Client { get; init; }

    /// <summary>What the client shows beside its name.</summary>
    public ClientTraits Traits { get; init; }

    /// <summary>Keyed hash of the route values; 0 when there are none.</summary>
    public ulong Parameters { get; init; }

    /// <summary>Keyed hash of the path of an unmatched request; else 0.</summary>
    public ulong Path { get; init; }

    public EventDetail? Detail { get; init; }

    /// <summary>End of the response, Unix microseconds.</summary>
    public long End => Time + Duration;

    public bool Is(EventFlags flags) => (Flags & flags) != 0;

    /// <summary>
    /// It opens a session where there is none. What only the client makes passive (HEAD, fetched ahead of need) does too, without a step, so that rules
    /// remember what was tried; a preflight is a browser's own, and anonymous.
    /// </summary>
    public bool OpensSession =>
        IsActive || Verb == HttpVerb.Head || Is(EventFlags.Prefetch) || (Verb == HttpVerb.Options && (KeyKind == KeyKind.Authenticated || !User.IsNone));

    /// <summary>A counted request: an act of a person, which opens and extends sessions.</summary>
    public bool IsActive => (Flags & EventFlags.Passive) == 0;

    public LoginOutcome Login => Detail?.Login ?? LoginOutcome.None;
}
