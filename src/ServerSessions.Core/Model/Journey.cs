using ServerSessions.Model;

namespace ServerSessions;

/// <summary>A session as it was walked: its ordered steps and what they came to. Immutable; an open session gives one too.</summary>
public sealed record Journey
{
    /// <summary>The session's id.</summary>
    public required SessionId Id { get; init; }

    /// <summary>The session that this one continues: the same key came back after it was closed.</summary>
    public SessionId? Previous { get; init; }

    /// <summary>Pseudonym of the session key; the device where <see cref="KeyKind"/> is Cookie.</summary>
    public required Pseudonym Key { get; init; }

    /// <summary>What the key was made from.</summary>
    public KeyKind KeyKind { get; init; }

    /// <summary>The signed-in user; <see cref="Pseudonym.None"/> when nobody signed in.</summary>
    public Pseudonym User { get; init; }

    /// <summary>The authenticated session that came last; none when nobody signed in, or by a token that names none.</summary>
    internal Pseudonym AuthSession { get; init; }

    /// <summary>Start of the first active request (UTC).</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End of the last active request's response (UTC).</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Why it was closed; Open while it is not.</summary>
    public CloseReason Close { get; init; }

    /// <summary>The user agent in words; null when it was not given.</summary>
    public string? Client { get; init; }

    /// <summary>Keyed hash of the network prefix.</summary>
    public string? Network { get; init; }

    /// <summary>ISO 3166-1 alpha-2 of the country it came from, "DE"; null when no source of places is there or it does not know.</summary>
    public string? Country => Place.Country;

    internal PlaceCode Place { get; init; }

    /// <summary>Origin of the foreign page that led here; null when there was none.</summary>
    public string? Referrer { get; init; }

    /// <summary>The first 500 steps, repeats collapsed.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>All steps before collapsing, also those that are not kept.</summary>
    public int StepCount { get; init; }

    /// <summary>Active requests: steps, their children, and followed redirects.</summary>
    public int Requests { get; init; }

    /// <summary>Passive requests that came with this key while the session was open.</summary>
    public int Passive { get; init; }

    /// <summary>Whether events of this session were dropped before they reached storage.</summary>
    public bool HasGaps { get; init; }

    /// <summary>What it came to.</summary>
    public JourneyClass Class { get; init; }

    /// <summary>Two page or action steps or more, or a goal.</summary>
    public bool Engaged { get; init; }

    /// <summary>What went against the person.</summary>
    public Friction Friction { get; init; } = Friction.None;

    /// <summary>
    /// What rules found about this session itself, or about an actor with evidence in it, and the incident they are together.
    /// </summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Variants of experiments that were evaluated in this session, in the order of time.</summary>
    public IReadOnlyList<Exposure> Exposures { get; init; } = [];

    /// <summary>Features whose endpoints' policies refused the user when he last signed in, by the names of <c>SessionFeature</c>; at most 32, of 2,000 characters together.</summary>
    public IReadOnlyList<string> RefusedFeatures { get; init; } = [];

    /// <summary>Last activity − start.</summary>
    public TimeSpan Duration => End - Start;
}
