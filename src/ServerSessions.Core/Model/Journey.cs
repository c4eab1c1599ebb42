using ServerSessions.Model;
using ServerSessions.Model.Browser;

namespace ServerSessions;

/// <summary>The recorded course of a session: its ordered steps and their result. Immutable; an open session has one too.</summary>
public sealed record Journey
{
    /// <summary>The session's id.</summary>
    public required SessionId Id { get; init; }

    /// <summary>The earlier session that this one continues, because the same visitor came back; null for none.</summary>
    public SessionId? Previous { get; init; }

    /// <summary>Pseudonym of the session key; the device where <see cref="KeyKind"/> is Cookie.</summary>
    public required Pseudonym Key { get; init; }

    /// <summary>Kind of the key: what it was made from.</summary>
    public KeyKind KeyKind { get; init; }

    /// <summary>The signed-in user; <see cref="Pseudonym.None"/> for an anonymous session.</summary>
    public Pseudonym User { get; init; }

    /// <summary>The user did not allow analytics at the newest request.</summary>
    internal bool LacksAnalytics { get; init; }

    /// <summary>Analytics was allowed, or needed no consent, at a request of the session.</summary>
    internal bool HadAnalytics { get; init; } = true;

    /// <summary>The user as figures may count them; none where the user does not allow analytics.</summary>
    internal Pseudonym CountedUser => LacksAnalytics ? Pseudonym.None : User;

    /// <summary>The last authenticated session; none for an anonymous session, or for a token that names none.</summary>
    internal Pseudonym AuthSession { get; init; }

    /// <summary>Start of the first active request (UTC).</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End of the last active request's response (UTC).</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Why it was closed; Open while it is open.</summary>
    public CloseReason Close { get; init; }

    /// <summary>The client in words; null when it sent no user agent.</summary>
    public string? Client { get; init; }

    /// <summary>Keyed hash of the network prefix.</summary>
    public string? Network { get; init; }

    /// <summary>Country of the client (ISO 3166-1 alpha-2, "DE"); null when unknown or without a source of places.</summary>
    public string? Country => Place.Country;

    internal PlaceCode Place { get; init; }

    /// <summary>Origin of the foreign page that led here; null when there was none.</summary>
    public string? Referrer { get; init; }

    internal bool IsOwnReferrer { get; init; }

    /// <summary>The campaign whose link led here; null when there was none.</summary>
    public Campaign? Campaign { get; init; }

    /// <summary>Traits of the user that the application recorded in this session, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Traits { get; init; } = [];

    /// <summary>Class of the page whose link led to this session.</summary>
    public ReferrerClass ReferrerClass => ReferrerClasses.Of(Referrer, IsOwnReferrer, Campaign?.Medium);

    /// <summary>The first 500 steps, repeats collapsed.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>The first step. One that the application recorded lies inside another, and is the first only where there is no other.</summary>
    public Step? Entry
    {
        get
        {
            for (var i = 0; i < Steps.Count; i++)
                if (Steps[i].Kind != StepKind.Custom)
                    return Steps[i];
            return Steps.Count > 0 ? Steps[0] : null;
        }
    }

    /// <summary>The last step, as <see cref="Entry"/>.</summary>
    public Step? Exit => Steps.Count == 0 ? null : StepBefore(Steps.Count) ?? Steps[^1];

    /// <summary>What was clicked in its pages, with a maximum number of places; further ones are together.</summary>
    internal IReadOnlyList<StepClick> Clicks { get; init; } = [];

    /// <summary>The form fields that were used in its pages, bounded as <see cref="Clicks"/> are.</summary>
    internal IReadOnlyList<StepField> Fields { get; init; } = [];

    /// <summary>Number of steps before collapsing, including those that are not kept.</summary>
    public int StepCount { get; init; }

    /// <summary>Number of active requests: steps, their children, and followed redirects.</summary>
    public int Requests { get; init; }

    /// <summary>Number of passive requests with this key while the session was open.</summary>
    public int Passive { get; init; }

    /// <summary>Whether nothing came after its first request.</summary>
    internal bool IsSingle => Requests + Passive <= 1;

    /// <summary>Whether events of this session were dropped before they reached storage.</summary>
    public bool HasGaps { get; init; }

    /// <summary>Class of the journey.</summary>
    public JourneyClass Class { get; init; }

    /// <summary>Whether it has at least two page or action steps, or a goal.</summary>
    public bool Engaged { get; init; }

    /// <summary>Signs of trouble in the session.</summary>
    public Friction Friction { get; init; } = Friction.None;

    /// <summary>Findings about this session, or about an actor with evidence in it, and their incident.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Alerts about actors, such as a source or an account, with evidence in this session; at most 8.</summary>
    public IReadOnlyList<SessionAlert> Alerts { get; init; } = [];

    /// <summary>The actor of the session. It can change after the session is closed, by a later finding or by a verdict about one.</summary>
    public SessionActor Actor { get; init; }

    /// <summary>The evidence for <see cref="Actor"/>.</summary>
    public ActorReason ActorReason { get; init; }

    /// <summary>The proof of the name that the client claims; it stays when a finding makes the session an attacker's.</summary>
    internal ActorProof ActorProof { get; init; }

    /// <summary>Variants of experiments that were evaluated in this session, oldest first.</summary>
    public IReadOnlyList<Exposure> Exposures { get; init; } = [];

    /// <summary>
    /// Features that the policies of their endpoints refused to the user at the last sign-in, by the names of <c>SessionFeature</c>; at most 32, with
    /// 2,000 characters together.
    /// </summary>
    public IReadOnlyList<string> RefusedFeatures { get; init; } = [];

    /// <summary>Last activity − start.</summary>
    public TimeSpan Duration => End - Start;

    /// <summary>The step before one, past those that the application recorded; null where there is none.</summary>
    /// <param name="index">Place of the one.</param>
    internal Step? StepBefore(int index)
    {
        for (var i = index - 1; i >= 0; i--)
            if (Steps[i].Kind != StepKind.Custom)
                return Steps[i];
        return null;
    }
}
