using System.Buffers;

namespace ServerSessions.Insights;

/// <summary>A named segment, or a named set of users. Every insight takes it as <c>segment=cohort:NAME</c>.</summary>
public sealed record Cohort
{
    internal const int MaxNameLength = 64;
    internal const int MaxPairs = 32;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Name: 1 to 64 letters, digits, "-", "_" and ".".</summary>
    public required string Name { get; init; }

    /// <summary>What it keeps; <see cref="CohortKind.Filter"/> by default.</summary>
    public CohortKind Kind { get; init; }

    /// <summary>Segment of its sessions as <c>key:value</c> texts, at most 32, and no other cohort. Only a cohort of users can have none: all users.</summary>
    public IReadOnlyList<string> Segment { get; init; } = [];

    /// <summary>Of users: earliest start of their sessions, inclusive; by default 30 days including today (UTC).</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Of users: latest start of their sessions, exclusive; by default the end of today (UTC).</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether the options declare it; such a cohort can only be changed there. Not read when a cohort is saved.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>When it was saved; null when the options declare it. Not read when a cohort is saved.</summary>
    public DateTimeOffset? Saved { get; init; }

    /// <summary>Of users: their number today, without those whose sessions are not kept any more. Not read when a cohort is saved.</summary>
    public int? Users { get; init; }

    /// <summary>Why it cannot be used; null when it can.</summary>
    internal string? Fault
    {
        get
        {
            if (Name is not { Length: >= 1 and <= MaxNameLength } || Name.AsSpan().ContainsAnyExcept(NameCharacters))
                return $"The name of the cohort is \"{Cut(Name)}\"; expected 1 to {MaxNameLength} letters, digits, \"-\", \"_\" and \".\".";
            if (!Enum.IsDefined(Kind))
                return $"The kind of the cohort \"{Name}\" is {(int)Kind}; expected filter or users.";
            if (Segment.Count > MaxPairs || (Segment.Count == 0 && Kind == CohortKind.Filter))
                return $"The cohort \"{Name}\" has {Segment.Count} texts in its segment; expected {(Kind == CohortKind.Filter ? 1 : 0)} to {MaxPairs}, such as \"source:newsletter\".";
            if (Kind == CohortKind.Filter && (From ?? To) is not null)
                return $"The cohort \"{Name}\" has a range: only one of users has. Leave \"from\" and \"to\" out, or save it with the kind \"users\".";
            try
            {
                return Insights.Segment.Parse(Segment).NamesCohort ? $"The segment of the cohort \"{Name}\" names a cohort; expected the keys of sessions only." : null;
            }
            catch (ArgumentException exception)
            {
                return $"The cohort \"{Name}\" cannot be used: {exception.Message}";
            }
        }
    }

    private static string? Cut(string? text) => text?.Length > MaxNameLength ? text[..MaxNameLength] + "…" : text;
}
