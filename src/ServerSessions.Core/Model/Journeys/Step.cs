namespace ServerSessions;

/// <summary>One act of the person in a journey: an active request, with repeats collapsed.</summary>
public sealed record Step
{
    /// <summary>The endpoint's event name, or method and route template, or method and <c>(unmatched)</c>; never a raw path.</summary>
    public required string Name { get; init; }

    /// <summary>Start of the (first) request, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Number of requests in a row that are collapsed here; at least 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Kind of the step: page, action, API call, or recorded by the application.</summary>
    public StepKind Kind { get; init; }

    /// <summary>Outcome of the (last) request.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>Status code of the (last) response.</summary>
    public int Status { get; init; }

    /// <summary>Server time, all collapsed requests together.</summary>
    public TimeSpan Server { get; init; }

    /// <summary>
    /// Where the browser reported it, the time for which the page was visible; else think time, the end of a response to the start of the next request. All collapsed
    /// requests together; null when censored.
    /// </summary>
    public TimeSpan? Dwell { get; init; }

    /// <summary>Source of <see cref="Dwell"/>.</summary>
    public DwellSource DwellSource { get; init; }

    /// <summary>API calls within 250 ms after this page.</summary>
    public int Children { get; init; }

    /// <summary>The page that the redirect of this change led to (Post-Redirect-Get is one step); null when there was none.</summary>
    public string? Landed { get; init; }

    /// <summary>The pages between this change and <see cref="Landed"/> that only redirected on, in their order, at most 8; empty for most steps.</summary>
    public IReadOnlyList<string> Passed { get; init; } = [];

    /// <summary>All pages that redirects of this change led to, in their order.</summary>
    internal IReadOnlyList<string> Landings => Landed is null ? [] : Passed.Count == 0 ? [Landed] : [.. Passed, Landed];

    /// <summary>Whether the person came to a step by this act: by its own name, or by a redirect of its answer.</summary>
    internal bool Reaches(string step) => Name == step || (Landed is not null && (Landed == step || Passed.Contains(step)));

    /// <summary>Names of the fields that failed, never their values.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Properties of a recorded event; empty for requests.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Properties { get; init; } = [];

    /// <summary>Cause of a bad end: policy, exception type, or the type of the result ("Conflict"); null when unknown.</summary>
    public string? Cause { get; init; }

    /// <summary>Whether the person returned from the step before after at most 10 s on it (A→B→A).</summary>
    public bool QuickBack { get; init; }

    /// <summary>Whether it is a return to one of the 5 distinct steps visited before the step just left; hubs do not count.</summary>
    public bool Backtrack { get; init; }

    /// <summary>Number of repeated attempts: how often this was the third try in 5 minutes without success.</summary>
    public int Repeats { get; init; }

    /// <summary>Number of runs of three or more identical requests at most 1 s apart.</summary>
    public int Rage { get; init; }

    /// <summary>What the browser reported of its page; null when it reported nothing.</summary>
    public PageEngagement? Engagement { get; init; }

    /// <summary>W3C trace id of a step that ended badly; null otherwise.</summary>
    public string? Trace { get; init; }
}
