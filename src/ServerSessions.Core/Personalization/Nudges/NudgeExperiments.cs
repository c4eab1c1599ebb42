namespace ServerSessions.Personalization.Nudges;

/// <summary>The experiments by which nudges are measured: each one against its own holdout, and all of them against the global one.</summary>
internal static class NudgeExperiments
{
    public const string Global = "nudges";
    public const string Prefix = "nudge:";
    public const string Holdout = "holdout";
    public const string Shown = "shown";

    /// <summary>Whether a declared experiment would be mistaken for one of a nudge.</summary>
    public static bool IsReserved(string? name) => name == Global || name?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    public static IEnumerable<Experiment> All(NudgeOptions options) => options.Rules.Count == 0 ? [] : [OfAll(options), .. options.Rules.Select(Of)];

    public static Experiment OfAll(NudgeOptions options) => Between(Global, options.Holdout, []);

    public static Experiment Of(Nudge nudge) => Between(Prefix + nudge.Name, nudge.Holdout, [.. nudge.Goals]);

    private static Experiment Between(string name, double holdout, string[] goals) =>
        new(name, [new ExperimentVariant(Holdout, holdout), new ExperimentVariant(Shown, 1 - holdout)], goals);
}
