using System.Text.Json.Serialization;

namespace ServerSessions.Reports;

/// <summary>The full report of one session.</summary>
public sealed record SessionReport
{
    /// <summary>The key of a session for readers that may not know whose it is.</summary>
    internal const string Withheld = "withheld";

    /// <summary>The session as in the list.</summary>
    public required SessionSummary Summary { get; init; }
    /// <summary>The session that this one continues.</summary>
    public string? Previous { get; init; }
    /// <summary>Why it was closed.</summary>
    public CloseReason Close { get; init; }
    /// <summary>Pseudonym of the session key.</summary>
    public required string Key { get; init; }
    /// <summary>Kind of the key: what it was made from.</summary>
    public KeyKind KeyKind { get; init; }
    /// <summary>Keyed hash of the network prefix.</summary>
    public string? Network { get; init; }
    /// <summary>Origin of the foreign page that led here.</summary>
    public string? Referrer { get; init; }
    /// <summary>Class of the page whose link led to this session.</summary>
    public ReferrerClass ReferrerClass { get; init; }
    /// <summary>The campaign whose link led here; null when there was none.</summary>
    public Campaign? Campaign { get; init; }
    /// <summary>Traits of the user that the application recorded, by name.</summary>
    public IReadOnlyDictionary<string, string> Traits { get; init; } = new Dictionary<string, string>();
    /// <summary>Number of active requests, children and followed redirects included.</summary>
    public int Requests { get; init; }
    /// <summary>Number of passive requests while it was open.</summary>
    public int Passive { get; init; }
    /// <summary>Whether events of this session were dropped before they reached storage.</summary>
    public bool HasGaps { get; init; }
    /// <summary>Parts of the friction score.</summary>
    public Friction FrictionParts { get; init; } = Friction.None;
    /// <summary>The first 500 steps, repeats collapsed.</summary>
    public IReadOnlyList<SessionStep> Steps { get; init; } = [];

    /// <summary>What was clicked in its pages; null without a report of the beacon, and while the session is open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SessionClick>? Clicks { get; init; }

    /// <summary>Which form fields were used in its pages; null as <see cref="Clicks"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SessionField>? Fields { get; init; }
    /// <summary>Variants of experiments that were evaluated, in the order of time.</summary>
    public IReadOnlyList<Exposure> Exposures { get; init; } = [];
    /// <summary>Alerts about actors, such as a source or an account, with evidence in the session.</summary>
    public IReadOnlyList<SessionAlert> Alerts { get; init; } = [];
    /// <summary>Findings about the session.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
    /// <summary>
    /// The sessions of the same user, at most five after this one and five before it, newest first. Of a user with more than 200 newer sessions, the ones
    /// after it are the oldest of the newest 200.
    /// </summary>
    public IReadOnlyList<SessionSummary> Neighbours { get; init; } = [];
}
