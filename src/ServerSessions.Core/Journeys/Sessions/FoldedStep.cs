
namespace ServerSessions.Journeys.Sessions;

/// <summary>A step while it is being folded: repeats join it, the next request gives its dwell. Times are Unix microseconds.</summary>
internal sealed class FoldedStep
{
    /// <summary>Maximum number of pages in a chain of redirects that are kept beside the last one.</summary>
    public const int MaxPassed = 8;

    public required string Name { get; init; }
    public required long Time { get; init; }
    public required StepKind Kind { get; init; }
    public int Count { get; set; } = 1;
    public Outcome Outcome { get; set; }
    public int Status { get; set; }
    public long Server { get; set; }

    /// <summary>Sum over the repeats; −1 while nothing has followed.</summary>
    public long Dwell { get; set; } = -1;

    public int Children { get; set; }
    public string? Landed { get; set; }

    /// <summary>Pages before <see cref="Landed"/> that only redirected on; null: none.</summary>
    public string[]? Passed { get; set; }

    /// <summary>The properties of a custom event, as <see cref="RawStep.Texts"/>.</summary>
    public string[]? Fields { get; set; }

    public string? Cause { get; set; }
    public string? Trace { get; set; }

    /// <summary>Whether coming here was a return: set when the step begins, since a repeat is no return.</summary>
    public bool QuickBack { get; set; }

    public bool Backtrack { get; set; }
    public int Repeats { get; set; }
    public int Rage { get; set; }

    /// <summary>A redirect of its answer, or of the page before, led to a page.</summary>
    public void Land(string page)
    {
        // Each page counts once. A chain that is too long is cut before its end.
        if (Landed is not null && Landed != page && Passed is not { Length: >= MaxPassed })
            Passed = [.. Passed ?? [], Landed];
        if (Passed?.Contains(page) == true)
            Passed = Passed.Length == 1 ? null : [.. Passed.Where(p => p != page)];
        Landed = page;
    }

    public FoldedStep Copy() => (FoldedStep)MemberwiseClone();
}
