namespace ServerSessions;

/// <summary>A declared experiment: which variant a visitor is shown is decided by a stable hash, and its readout tells what came of it.</summary>
/// <param name="Name">"checkout-button", OpenTelemetry's <c>feature_flag.key</c>; at most 128 characters.</param>
/// <param name="Variants">Two to eight, the first one the control that the others are compared with; by default "A" and "B" with the same share.</param>
/// <param name="Goals">Steps that are its primary metrics; none, the default, means the goals of the application, all as one metric.</param>
public sealed record Experiment(string Name, IReadOnlyList<ExperimentVariant>? Variants = null, IReadOnlyList<string>? Goals = null)
{
    /// <summary>The variants, the control first.</summary>
    public IReadOnlyList<ExperimentVariant> Variants { get; init; } = Variants ?? [new ExperimentVariant("A"), new ExperimentVariant("B")];

    /// <summary>Steps that are its primary metrics; empty for the goals of the application.</summary>
    public IReadOnlyList<string> Goals { get; init; } = Goals ?? [];

    /// <summary>What is shown one variant and keeps it, a browser or a user; Device by default.</summary>
    public ExperimentUnit Unit { get; init; } = ExperimentUnit.Device;
}
