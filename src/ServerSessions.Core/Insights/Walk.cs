using ServerSessions.Model;

namespace ServerSessions.Insights;

/// <summary>
/// What a funnel needs of a journey. One instance is filled again and again, so that a million journeys need no million objects: from a journey here, or from its
/// stored bytes by <c>WalkReader</c>. Texts are numbers.
/// </summary>
/// <param name="texts">Whose numbers these are.</param>
internal sealed class Walk(TextNumbers texts)
{
    public const int None = -1;

    public TextNumbers Texts => texts;

    // The act that is going on: the newest step that is no landing.
    private int _act;

    /// <summary>Acts in their order; the pages that redirects of an act led to follow it.</summary>
    public List<WalkStep> Steps { get; } = [];

    /// <summary>Place of the first act; a recorded event is it only where there is no other.</summary>
    public int Entry => Math.Max(0, Steps.FindIndex(s => !s.IsRecorded));

    /// <summary>How steps ended that ended badly, also where a later try in the row went well.</summary>
    public List<int> Errors { get; } = [];

    /// <summary>Values of the recorded events, in their order.</summary>
    public List<EventValue> Values { get; } = [];

    public Pseudonym User { get; set; }

    public bool IsNew { get; set; }

    public SessionActor Actor { get; set; }

    /// <summary>Number of the client's words; <see cref="None"/> when it was not given.</summary>
    public int Client { get; set; }

    /// <summary>Number of the country; <see cref="None"/> when it is not known.</summary>
    public int Country { get; set; }

    /// <summary>Number of the referrer; <see cref="None"/> when there was none.</summary>
    public int Referrer { get; set; }

    public void Clear()
    {
        Steps.Clear();
        Errors.Clear();
        Values.Clear();
        _act = 0;
        (User, IsNew, Actor, Client, Country, Referrer) = (default, true, default, None, None, None);
    }

    public void Add(in WalkStep step, Outcome outcome)
    {
        if (Steps.Count > 0 && Steps[_act].Name == step.Name)
        {
            Steps[_act] = step with { Time = Steps[_act].Time };
        }
        else
        {
            _act = Steps.Count;
            Steps.Add(step);
        }

        if (outcome is not (Outcome.Ok or Outcome.Redirected))
            Errors.Add(step.Cause);
    }

    /// <summary>Adds a page that a redirect of the newest step led to; once for all its tries in a row, with the cause of the last.</summary>
    public void AddLanding(in WalkStep landing)
    {
        if (Steps[_act].Name == landing.Name)
            return;
        for (var i = _act + 1; i < Steps.Count; i++)
            if (Steps[i].Name == landing.Name)
            {
                Steps[i] = landing with { Time = Steps[i].Time };
                return;
            }

        Steps.Add(landing);
    }

    public void Fill(Journey journey)
    {
        Clear();
        (User, IsNew, Actor, Client, Country, Referrer) = (journey.CountedUser, journey.Previous is null, journey.Actor, Of(journey.Client), Of(journey.Country), Of(journey.Referrer));
        foreach (var step in journey.Steps)
        {
            var (time, cause) = (step.Time.ToMicroseconds(), texts.Of(CauseText.Of(step)));
            Add(new WalkStep(texts.Of(step.Name), time, cause, IsRecorded: step.Kind == StepKind.Custom), step.Outcome);
            foreach (var page in step.Landings)
                AddLanding(new WalkStep(texts.Of(page), time, cause, IsLanding: true));
            if (step.Properties.Count > 0 && EventValue.Of(step.Properties) is { } value)
                Values.Add(value);
        }
    }

    private int Of(string? text) => text is null ? None : texts.Of(text);
}
