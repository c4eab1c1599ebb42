namespace ServerSessions;

/// <summary>A declared experiment: who is shown which variant is decided by a stable hash, and what came of it is read in its readout.</summary>
/// <param name="Name">"checkout-button", OpenTelemetry's <c>feature_flag.key</c>; at most 128 characters.</param>
/// <param name="Variants">Two to eight. The first is the control that the others are compared with.</param>
/// <param name="Goals">Steps that are its primary metrics; none means the goals of the application, all as one metric.</param>
public sealed record Experiment(string Name, IReadOnlyList<ExperimentVariant> Variants, IReadOnlyList<string> Goals)
{
    /// <summary>Variants "A" and "B", the same share each.</summary>
    /// <param name="name">"checkout-button".</param>
    /// <param name="goals">Steps that are its primary metrics.</param>
    public Experiment(string name, params string[] goals) : this(name, [new ExperimentVariant("A"), new ExperimentVariant("B")], goals)
    {
    }

    /// <summary>Who is shown one variant and keeps it; Device by default.</summary>
    public ExperimentUnit Unit { get; init; } = ExperimentUnit.Device;
}
