using ServerSessions.Insights;
using ServerSessions.Settings;

namespace ServerSessions.Hosting;

/// <summary>Checks the settings that every host has.</summary>
internal static class ProcessingChecks
{
    private const int MaxFlows = 32;
    private const int MaxExperiments = 32;
    private const int MaxVariants = 8;
    private const int MaxCohorts = 100;
    private const int MaxNameLength = 128;
    private const int MaxVariantLength = 64;

    public static void Check(Faults faults, SessionProcessingOptions options, RegisteredRoles? registered)
    {
        if (options.MaxAge < options.IdleTimeout)
            faults.Add($"MaxAge is {options.MaxAge} and IdleTimeout is {options.IdleTimeout}: a session would reach its maximum age before it can be idle. Make MaxAge at least IdleTimeout.");
        if ((options.Roles & ~SessionTrackingRoles.All) != 0)
            faults.Add($"Roles is {(int)options.Roles}; expected a combination of Capture, Roll and Deliver.");
        else if (registered is not null && registered.Roles != options.Roles)
            faults.Add($"Roles is {options.Roles}, but {registered.Call} was called with {registered.Roles}, which decided what is registered. Set Roles in the first call of {registered.Call}: {registered.Call}(o => o.Roles = …).");
        faults.AddRange(ZoneFaults.Of(options.TimeZone));
        Flood(faults, options.Flood);
        KeyChecks.Check(faults, options);
        Names(faults, options);
        TextChecks.Check(faults, options);
        CourseChecks.Check(faults, options.Courses);
        Experiments(faults, options.Experiments);
        Cohorts(faults, options.Cohorts);
        InsightAlertChecks.Check(faults, options.InsightAlerts);
        NudgeChecks.Check(faults, options);
        ThresholdChecks.Check(faults, options.Detection);
        faults.AddRange(options.Responses.Faults());
    }

    private static void Flood(Faults faults, FloodOptions flood)
    {
        if (flood.ProvisionalSessions > flood.LiveSessions)
            faults.Add($"Flood.ProvisionalSessions is {flood.ProvisionalSessions} and Flood.LiveSessions is {flood.LiveSessions}: provisional sessions are live sessions too. Make LiveSessions the larger one.");
    }

    private static void Names(Faults faults, SessionProcessingOptions options)
    {
        if (options.Flows.Count > MaxFlows)
            faults.Add($"{options.Flows.Count} flows are declared; expected at most {MaxFlows}.");
        foreach (var flow in options.Flows.Where(f => f.Steps.Count < 2))
            faults.Add($"the flow \"{flow.Name}\" has {flow.Steps.Count} steps; at least 2 are needed.", "Flows", flow.Name);
        foreach (var flow in options.Flows.Where(f => string.IsNullOrEmpty(f.Name) || f.Steps.Any(string.IsNullOrEmpty)))
            faults.Add($"the flow \"{flow.Name}\" has an empty {(string.IsNullOrEmpty(flow.Name) ? "name" : "step")}; a name and the names of its steps are needed.", "Flows", flow.Name);
        foreach (var funnel in options.Funnels)
            if (funnel.Name.Length == 0 || funnel.Fault is not null)
                faults.Add($"the funnel \"{funnel.Name}\" cannot be used: {(funnel.Name.Length == 0 ? "it has no name." : funnel.Fault)}", "Funnels", funnel.Name);
        foreach (var twice in options.Funnels.GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two funnels have the name \"{twice.Key}\".", "Funnels", twice.Key);
        foreach (var feature in options.Features.Where(f => f.Name.Length == 0 || f.Steps.Count == 0 || f.Steps.Any(string.IsNullOrEmpty)))
            faults.Add($"the feature \"{feature.Name}\" has {feature.Steps.Count} steps; a name and at least one step are needed, and no step can be empty.", "Features", feature.Name);
        foreach (var twice in options.Flows.GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two flows have the name \"{twice.Key}\".", "Flows", twice.Key);
    }

    private static void Cohorts(Faults faults, IList<InsightCohort> cohorts)
    {
        if (cohorts.Count > MaxCohorts)
            faults.Add($"{cohorts.Count} cohorts are declared; expected at most {MaxCohorts}.");
        foreach (var twice in cohorts.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two cohorts have the name \"{twice.Key}\".", "Cohorts", twice.Key);
        foreach (var cohort in cohorts)
            if (new Cohort { Name = cohort.Name, Segment = [.. cohort.Segment] }.Fault is { } fault)
                faults.Add(fault, "Cohorts", cohort.Name);
    }

    private static void Experiments(Faults faults, IList<Experiment> experiments)
    {
        if (experiments.Count > MaxExperiments)
            faults.Add($"{experiments.Count} experiments are declared; expected at most {MaxExperiments}.");
        foreach (var twice in experiments.GroupBy(e => e.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two experiments have the name \"{twice.Key}\".", "Experiments", twice.Key);
        foreach (var experiment in experiments)
        {
            if (experiment.Name is not { Length: >= 1 and <= MaxNameLength })
                faults.Add($"the name of the experiment \"{experiment.Name}\" has {experiment.Name?.Length ?? 0} characters; expected 1 to {MaxNameLength}.", "Experiments", experiment.Name);
            if (experiment.Variants.Count is < 2 or > MaxVariants)
                faults.Add($"the experiment \"{experiment.Name}\" has {experiment.Variants.Count} variants; expected 2 to {MaxVariants}.", "Experiments", experiment.Name);
            foreach (var twice in experiment.Variants.GroupBy(v => v.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
                faults.Add($"the experiment \"{experiment.Name}\" has two variants with the name \"{twice.Key}\".", "Experiments", experiment.Name);
            foreach (var variant in experiment.Variants.Where(v => v.Name is not { Length: >= 1 and <= MaxVariantLength } || !(v.Weight > 0 && double.IsFinite(v.Weight))))
                faults.Add($"the variant \"{variant.Name}\" of the experiment \"{experiment.Name}\" has the weight {variant.Weight}; expected a name of 1 to {MaxVariantLength} characters and a weight above 0.", "Experiments", experiment.Name);
            if (!Enum.IsDefined(experiment.Unit))
                faults.Add($"the unit of the experiment \"{experiment.Name}\" is {(int)experiment.Unit}; expected Device or User.", "Experiments", experiment.Name);
        }
    }
}
