using ServerSessions.Model;

namespace ServerSessions.Insights;

/// <summary>A segment of sessions: every given pair must match. A segment without the key <c>actor</c> has sessions of persons only.</summary>
/// <param name="Pairs">Key and value: <c>actor</c> person, crawler, agent, tool, attacker, other (no person) or all; <c>user</c> known or anonymous, <c>device</c>, <c>browser</c>, <c>entry</c>, <c>exit</c> as the first and the last step, <c>step</c> that ran or where a redirect landed, <c>visited</c> for a step that ran, <c>country</c>,
/// <c>class</c>, <c>outcome</c>, <c>referrer</c> as an origin or direct, own, search, social, mail, site, <c>campaign</c>, <c>medium</c>, <c>source</c>, <c>new</c> true or false, <c>variant</c> as experiment=variant, <c>feature</c> that let the session in,
/// <c>property</c> of a recorded event as name=value, <c>trait</c> of the user as name=value, <c>cohort</c> by the name of a <see cref="Cohort"/>.</param>
public sealed record Segment(IReadOnlyList<KeyValuePair<string, string>> Pairs)
{
    internal const string CohortKey = "cohort";

    internal const string ActorKey = "actor";
    internal const string AllActors = "all";
    internal const string Others = "other";

    /// <summary>All sessions of persons.</summary>
    public static Segment People { get; } = new([]);

    /// <summary>All sessions, whatever their visitor is.</summary>
    public static Segment All { get; } = new([new(ActorKey, AllActors)]);

    // A session may have several of these, so it has no single value of them.
    private static readonly string[] Many = ["step", "visited", "outcome", "variant", "feature", "property", "trait", CohortKey];
    private static readonly string[] Keys = [ActorKey, "user", "device", "browser", "entry", "exit", "country", "class", "referrer", "campaign", "medium", "source", "new", .. Many];

    /// <summary>Reads <c>key:value</c> texts.</summary>
    /// <exception cref="ArgumentException">A text is no pair, or its key or its value is unknown; the message lists those that are known.</exception>
    public static Segment Parse(IEnumerable<string> texts) => new([.. texts.Select(Pair)]);

    /// <summary>The users of the cohorts that it names, once those are resolved; cohorts that are filters are then replaced by their pairs.</summary>
    internal IReadOnlyList<CohortMembers> Cohorts { get; init; } = [];

    /// <summary>Whether it names a cohort.</summary>
    internal bool NamesCohort => Pairs.Any(p => p.Key == CohortKey);

    /// <summary>Whether sessions can be compared with it: every cohort that it names is resolved.</summary>
    internal bool IsResolved => Pairs.All(p => p.Key != CohortKey || Cohorts.Any(c => c.Name == p.Value));

    /// <summary>Whether it asks for a feature: which steps those are, the application's endpoints say.</summary>
    internal bool NeedsFeatures => Pairs.Any(p => p.Key == "feature");

    /// <summary>
    /// The classes of rollups that have exactly its sessions; null when only the journeys have them: for any key but the actor, and for a single actor
    /// other than persons.
    /// </summary>
    internal IReadOnlyList<RollupClass>? Rolled => Pairs switch
    {
        [] or [{ Key: ActorKey, Value: "person" }] => [RollupClass.People],
        [{ Key: ActorKey, Value: AllActors }] => [RollupClass.People, RollupClass.Others],
        [{ Key: ActorKey, Value: Others }] => [RollupClass.Others],
        _ => null,
    };

    /// <summary>The same segment of all actors, where it names none.</summary>
    internal Segment OrAllActors() => NamesActor ? this : this with { Pairs = [.. Pairs, .. All.Pairs] };

    /// <summary>Whether it says which actors are meant; else persons are.</summary>
    internal bool NamesActor => Pairs.Any(p => p.Key == ActorKey);

    /// <summary>Whether it has sessions of this actor at all.</summary>
    internal bool Includes(SessionActor actor)
    {
        var isTold = false;
        foreach (var (key, value) in Pairs)
        {
            if (key != ActorKey)
                continue;
            isTold = true;
            if (value != AllActors && (value == Others ? actor == SessionActor.Person : value != LeftOut.WordOf(actor)))
                return false;
        }

        return isTold || actor == SessionActor.Person;
    }

    /// <summary>Whether a session is meant, whatever its visitor is.</summary>
    internal bool HoldsApartFromActor(Journey journey, FeatureMap features)
    {
        foreach (var (key, value) in Pairs)
            if (key == ActorKey)
                continue;
            else if (key switch { "feature" => !Used(journey, value, features), CohortKey => !IsIn(journey.CountedUser, value), _ => !Holds(journey, key, value) })
                return false;
        return true;
    }

    /// <summary>The value of a key that a session has one of; "(none)" where it has none.</summary>
    internal static string Value(Journey journey, string key) => key switch
    {
        ActorKey => LeftOut.WordOf(journey.Actor),
        "entry" => journey.Entry?.Name ?? "(none)",
        "exit" => journey.Exit?.Name ?? "(none)",
        "class" => journey.Class.ToString().ToLowerInvariant(),
        "user" => journey.CountedUser.IsNone ? "anonymous" : "known",
        "new" => journey.Previous is null ? "true" : "false",
        "browser" => journey.Client is null ? "(none)" : ClientParts.Of(journey.Client).Browser,
        "device" => journey.Client is null ? "(none)" : ClientParts.Of(journey.Client).Device,
        "country" => journey.Country ?? "(none)",
        "campaign" => journey.Campaign?.Name ?? "(none)",
        "medium" => journey.Campaign?.Medium ?? "(none)",
        "source" => journey.Campaign?.Source ?? "(none)",
        _ => journey.Referrer ?? "(none)",
    };

    /// <exception cref="ArgumentException">A session may have several of it, or it is not known.</exception>
    internal static string BreakdownKey(string key) => !Many.Contains(key) && Keys.Contains(key)
        ? key
        : throw new ArgumentException($"The breakdown is \"{Cut(key)}\"; expected one of {string.Join(", ", Keys.Except(Many))}.");

    private static bool Holds(Journey journey, string key, string value) => key switch
    {
        "step" => journey.Steps.Any(s => s.Reaches(value)),
        "visited" => journey.Steps.Any(s => s.Name == value),
        "outcome" => journey.Steps.Any(s => s.Outcome.ToString().Equals(value, StringComparison.OrdinalIgnoreCase)),
        "entry" or "exit" => Value(journey, key) == value,
        "property" => journey.Steps.Any(s => s.Properties.Any(p => $"{p.Key}={p.Value}" == value)),
        "trait" => journey.Traits.Any(t => $"{t.Key}={t.Value}".Equals(value, StringComparison.OrdinalIgnoreCase)),
        "variant" => journey.Exposures.Any(x => $"{x.Experiment}={x.Variant}" == value),
        "referrer" when ReferrerClasses.WordOf(journey.ReferrerClass).Equals(value, StringComparison.OrdinalIgnoreCase) => true,
        _ => Value(journey, key).Equals(value, StringComparison.OrdinalIgnoreCase),
    };

    private bool IsIn(Pseudonym user, string cohort)
    {
        foreach (var members in Cohorts)
            if (members.Name == cohort)
                return members.Users.Contains(user);
        throw new InvalidOperationException($"The cohort \"{Cut(cohort)}\" is not resolved.");
    }

    private static bool Used(Journey journey, string feature, FeatureMap features)
    {
        foreach (var step in journey.Steps)
            if (step.Outcome != Outcome.Denied && features.Of(step.Name).Contains(feature))
                return true;
        return false;
    }

    /// <summary>The key that a text of a segment has, as <see cref="Parse"/> reads it; the text itself where it has none.</summary>
    internal static string KeyOf(string text) => text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? text[..colon] : text;

    private static KeyValuePair<string, string> Pair(string text)
    {
        var key = KeyOf(text);
        if (key.Length >= text.Length - 1 || !Keys.Contains(key))
            throw new ArgumentException($"The segment is \"{Cut(text)}\"; expected key:value with one of the keys {string.Join(", ", Keys)}.");
        var value = text[(key.Length + 1)..];
        if (SegmentValues.Expected(key, value) is { } expected)
            throw new ArgumentException($"The segment is \"{Cut(text)}\"; expected {key}: with {expected}.");
        return new KeyValuePair<string, string>(key, key == ActorKey ? value.ToLowerInvariant() : value);
    }

    private static string Cut(string text) => text.Length > 64 ? text[..64] + "…" : text;
}
