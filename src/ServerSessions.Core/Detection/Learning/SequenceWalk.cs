namespace ServerSessions.Detection;

/// <summary>The pages and actions of a session in their order, without immediate repeats: sequences are learned from it and compared with it.</summary>
internal static class SequenceWalk
{
    public static string[] Of(IReadOnlyList<Step> steps)
    {
        var walk = new List<string>(steps.Count);
        foreach (var step in steps)
            if (step.Kind is StepKind.Page or StepKind.Action)
            {
                Add(walk, step.Name);
                if (step.Landed is { } landed)
                    Add(walk, landed);
            }

        return [.. walk];
    }

    public static void Add(List<string> walk, string step)
    {
        if (walk.Count == 0 || walk[^1] != step)
            walk.Add(step);
    }
}
