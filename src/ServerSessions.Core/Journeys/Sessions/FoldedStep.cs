
namespace ServerSessions.Journeys.Sessions;

/// <summary>A step while it is being folded: repeats join it, the next request gives its dwell. Times are Unix microseconds.</summary>
internal sealed class FoldedStep
{
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

    /// <summary>The properties of a custom event, as <see cref="RawStep.Texts"/>.</summary>
    public string[]? Fields { get; set; }

    public string? Cause { get; set; }
    public string? Trace { get; set; }

    /// <summary>Whether coming here was a return: set when the step begins, since a repeat is no return.</summary>
    public bool QuickBack { get; set; }

    public bool Backtrack { get; set; }
    public int Repeats { get; set; }
    public int Rage { get; set; }

    public FoldedStep Copy() => (FoldedStep)MemberwiseClone();
}
