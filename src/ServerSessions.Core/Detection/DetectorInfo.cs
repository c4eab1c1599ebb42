namespace ServerSessions.Detection;

/// <summary>The description of a rule.</summary>
public sealed record DetectorInfo
{
    internal const int DefaultCapacity = 64;

    /// <summary>Id of the rule, such as "D13"; unique among the rules.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the rule in words, such as "probing".</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on what the rule detects.</summary>
    public required string Summary { get; init; }

    /// <summary>Kinds of subjects of the rule. A rule with several kinds runs for each of them separately.</summary>
    public required IReadOnlyList<ActorKind> Subjects { get; init; }

    /// <summary>Default mode of the rule.</summary>
    public DetectionMode Mode { get; init; } = DetectionMode.Observe;

    /// <summary>Maximum number of marks that are kept for a subject.</summary>
    public int Capacity { get; init; } = DefaultCapacity;

    /// <summary>The memory of a subject is removed after this time without events.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Another <see cref="Horizon"/> for subjects of a kind; null for none.</summary>
    internal Func<ActorKind, TimeSpan?>? HorizonOf { get; init; }

    /// <summary>Time for which a mark of a subject of this kind is kept, where marks are not all kept for the <see cref="Horizon"/>; null for none.</summary>
    internal Func<ActorKind, Mark, TimeSpan>? HorizonOfMark { get; init; }

    /// <summary>The kind of subject of which the rule remembers only what successful use brings about, which attempts must not push out; null for none.</summary>
    internal ActorKind? HistoryOf { get; init; }

    /// <summary>Inputs that the rule needs in addition to the events; None by default.</summary>
    public DetectorNeeds Needs { get; init; }

    /// <summary>Whether findings only add to a session's risk and evidence and never alert by themselves, whatever the mode.</summary>
    public bool IsContribution { get; init; }

    /// <summary>Ids of rules whose findings about the same subject, or reported to it, are observed as well; empty by default.</summary>
    public IReadOnlyList<string> Hears { get; init; } = [];

    /// <summary>Whether a finding about an actor also counts against the session of its newest evidence.</summary>
    public bool BlamesSession { get; init; }

    /// <summary>Whether each found sign-in is answered once, also when it joins an open alert: what is found of one sign-in never rests on another person's acts alone.</summary>
    internal bool AnswersEachSignIn { get; init; }

    /// <summary>References to OWASP, MITRE and similar catalogues.</summary>
    public IReadOnlyList<string> References { get; init; } = [];
}
