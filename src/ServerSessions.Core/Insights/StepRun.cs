namespace ServerSessions.Insights;

/// <summary>The same step in a row, however its tries ended.</summary>
/// <param name="Name">Name of the step.</param>
/// <param name="Start">Start of its first request.</param>
/// <param name="Last">How it was left.</param>
internal readonly record struct StepRun(string Name, DateTimeOffset Start, Step Last)
{
    /// <summary>The pages that redirects of its tries led to.</summary>
    public IReadOnlyList<string> Landings { get; init; } = Last.Landings;

    /// <summary>Whether the person came to a step by it.</summary>
    public bool Reaches(string step) => Name == step || Landings.Contains(step);

    /// <summary>Fills a list with the runs of a journey, in order.</summary>
    public static void Fill(List<StepRun> runs, Journey journey) => Fill(runs, journey.Steps);

    /// <summary>The same without what the application recorded inside them.</summary>
    /// <param name="runs">The list.</param>
    /// <param name="journey">The journey.</param>
    /// <param name="also">Name of a recorded event that stands among them all the same; null for none.</param>
    public static void FillRequests(List<StepRun> runs, Journey journey, string? also) =>
        Fill(runs, journey.Steps.Where(s => s.Kind != StepKind.Custom || s.Name == also));

    private static void Fill(List<StepRun> runs, IEnumerable<Step> steps)
    {
        runs.Clear();
        foreach (var step in steps)
        {
            if (runs.Count > 0 && runs[^1].Name == step.Name)
                runs[^1] = runs[^1] with { Last = step, Landings = Joined(runs[^1].Landings, step.Landings) };
            else
                runs.Add(new StepRun(step.Name, step.Time, step));
        }
    }

    // Each page once, where it was last: a page is left from where the person came to it last.
    private static IReadOnlyList<string> Joined(IReadOnlyList<string> earlier, IReadOnlyList<string> later) =>
        later.Count == 0 ? earlier : earlier.Count == 0 ? later : [.. earlier.Except(later), .. later];
}
