namespace ServerSessions.Detection.Rules;

/// <summary>D19: a session walks as hardly any session does. Never a proof: it adds to what else is found about the session.</summary>
internal sealed class SequenceSurprise : ISessionDetector
{
    public DetectorInfo Info { get; } = new()
    {
        Id = "D19",
        Name = "sequence surprise",
        Summary = "Eight steps in a row that are less expected than those of 999 in 1,000 sessions that were held out.",
        Subjects = [ActorKind.Session],
        Mode = DetectionMode.Observe,
        Capacity = 4,
        Horizon = TimeSpan.FromHours(1),
        Needs = DetectorNeeds.Baselines,
        IsContribution = true,
        References = ["OWASP ASVS 5.0 2.4.2", "OWASP AppSensor UT4", "MITRE ATT&CK T1078"],
    };

    // Not at every step: a window of eight is checked at every second one.
    public bool Concerns(DetectorContext context) =>
        context.Baselines is { IsReady: true, Sequences.IsReady: true } && !context.IsPassive
        && context.SessionRequests >= SequenceModel.WindowSteps && context.SessionRequests % 2 == 0;

    public void Observe(DetectorContext context)
    {
        if (context.SessionHasGaps)
            return;
        var walk = context.RecentSteps(SequenceModel.WindowSteps + 2);
        if (walk.Count < SequenceModel.WindowSteps)
            return;
        var model = context.Baselines.Sequences;
        var bits = model.Newest(!context.User.IsNone, walk);
        if (bits <= model.Threshold)
            return;
        context.Memory.Add(context.Mark((ulong)(bits * 100), text: string.Join(" → ", walk)));
        context.Raise(
            Severity.Low,
            $"Eight steps in a row cost {bits:0.0} bits each; 99.9 % of {model.HeldOut} held-out sessions stay below {model.Threshold:0.0}.",
            context.Memory.Marks,
            new Measure("bits a step", Math.Round(bits, 2), Math.Round(model.Threshold, 2)));
    }
}
