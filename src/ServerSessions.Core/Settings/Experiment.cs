namespace ServerSessions;

/// <summary>A declared experiment. A stable hash decides which variant a visitor gets, and its readout has the results.</summary>
/// <param name="Name">"checkout-button", OpenTelemetry's <c>feature_flag.key</c>; at most 128 characters.</param>
/// <param name="Variants">Two to eight variants. The first is the control, with which the others are compared. By default "A" and "B" with the same share.</param>
/// <param name="Goals">Names of the steps that are its primary metrics. Null (the default): all goals of the application as one metric.</param>
public sealed record Experiment(string Name, IReadOnlyList<ExperimentVariant>? Variants = null, IReadOnlyList<string>? Goals = null)
{
    /// <summary>The variants, the control first.</summary>
    public IReadOnlyList<ExperimentVariant> Variants { get; init; } = Variants ?? [new ExperimentVariant("A"), new ExperimentVariant("B")];

    /// <summary>Names of the steps that are its primary metrics; empty for the goals of the application.</summary>
    public IReadOnlyList<string> Goals { get; init; } = Goals ?? [];

    /// <summary>The unit that gets and keeps a variant: a browser or a user; Device by default.</summary>
    public ExperimentUnit Unit { get; init; } = ExperimentUnit.Device;
}
