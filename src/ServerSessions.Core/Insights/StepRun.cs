namespace ServerSessions.Insights;

/// <summary>The same step in a row, however its tries ended.</summary>
/// <param name="Name">Name of the step.</param>
/// <param name="Start">Start of its first request.</param>
/// <param name="Last">How it was left.</param>
internal readonly record struct StepRun(string Name, DateTimeOffset Start, Step Last)
{
    /// <summary>Fills a list with the runs of a journey, in order.</summary>
    public static void Fill(List<StepRun> runs, Journey journey)
    {
        runs.Clear();
        foreach (var step in journey.Steps)
        {
            if (runs.Count > 0 && runs[^1].Name == step.Name)
                runs[^1] = runs[^1] with { Last = step };
            else
                runs.Add(new StepRun(step.Name, step.Time, step));
        }
    }
}
