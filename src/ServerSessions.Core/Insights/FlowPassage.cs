namespace ServerSessions.Insights;

/// <summary>The result of one declared flow in one journey.</summary>
/// <param name="Completed">Its last step was reached.</param>
/// <param name="Last">The last visit to one of its steps.</param>
internal readonly record struct FlowPassage(bool Completed, StepRun Last)
{
    /// <summary>Null when the journey never entered it.</summary>
    public static FlowPassage? Of(Flow flow, IReadOnlyList<StepRun> runs)
    {
        FlowPassage? passage = null;
        foreach (var run in runs)
            if (flow.Steps.Contains(run.Name))
                passage = new FlowPassage(passage is { Completed: true } || run.Name == flow.Steps[^1], run);
        return passage;
    }
}
