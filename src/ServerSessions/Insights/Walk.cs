using ServerSessions.Model;

namespace ServerSessions.Insights;

/// <summary>
/// What a funnel needs of a journey, to be filled again and again: a million journeys are looked at without a million objects. Filled from a
/// journey here, or from its stored bytes by <c>WalkReader</c>.
/// </summary>
internal sealed class Walk
{
    public List<WalkStep> Steps { get; } = [];

    /// <summary>Bad ends of any step, also where a later try in the row went well.</summary>
    public List<WalkStep> Errors { get; } = [];

    public Pseudonym User { get; set; }

    public bool IsNew { get; set; }

    public string? Client { get; set; }

    public string? Country { get; set; }

    public string? Referrer { get; set; }

    public void Clear()
    {
        Steps.Clear();
        Errors.Clear();
        (User, IsNew, Client, Country, Referrer) = (default, true, null, null, null);
    }

    public void Add(in WalkStep step)
    {
        if (Steps.Count > 0 && Steps[^1].Name == step.Name)
            Steps[^1] = step with { Time = Steps[^1].Time };
        else
            Steps.Add(step);
        if (step.Outcome is not (Outcome.Ok or Outcome.Redirected))
            Errors.Add(step);
    }

    public void Fill(Journey journey)
    {
        Clear();
        (User, IsNew, Client, Country, Referrer) = (journey.User, journey.Previous is null, journey.Client, journey.Country, journey.Referrer);
        foreach (var step in journey.Steps)
            Add(new WalkStep(step.Name, step.Time.ToMicroseconds(), step.Outcome, step.Fields, step.Cause));
    }
}
