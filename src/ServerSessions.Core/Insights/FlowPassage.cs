namespace ServerSessions.Insights;

/// <summary>The result of one declared flow in one journey.</summary>
/// <param name="Completed">Its last step was reached.</param>
/// <param name="Last">The last visit to one of its steps, by the name of that step: a redirect may have led to it.</param>
internal readonly record struct FlowPassage(bool Completed, StepRun Last)
{
    /// <summary>Null when the journey never entered it.</summary>
    public static FlowPassage? Of(Flow flow, IReadOnlyList<StepRun> runs)
    {
        FlowPassage? passage = null;
        foreach (var run in runs)
        {
            Visit(flow, run, run.Name, ref passage);
            foreach (var page in run.Landings)
                Visit(flow, run, page, ref passage);
        }

        return passage;
    }

    private static void Visit(Flow flow, in StepRun run, string step, ref FlowPassage? passage)
    {
        if (flow.Steps.Contains(step))
            passage = new FlowPassage(passage is { Completed: true } || step == flow.Steps[^1], run with { Name = step });
    }
}
