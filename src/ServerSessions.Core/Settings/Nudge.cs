namespace ServerSessions;

/// <summary>
/// A hint that is shown to a person at a pattern in the journey: a reminder, a tip or a new feature. It is shown at most once a session and once in
/// <see cref="Every"/>, within the caps of <see cref="NudgeOptions"/>, to people who allow personalisation, and is withheld from a part of them
/// (<see cref="Holdout"/>), so that its effect is measured.
/// </summary>
public sealed class Nudge
{
    /// <summary>Name of the nudge and key of its message, such as "payment-help"; letters, digits, "-", "_" and ".", at most 64.</summary>
    public required string Name { get; set; }

    /// <summary>The pattern.</summary>
    public required NudgeTrigger Trigger { get; set; }

    /// <summary>Name of the step for <see cref="NudgeTrigger.RepeatedFailures"/>; null (the default) for any.</summary>
    public string? Step { get; set; }

    /// <summary>Name of the flow for the triggers about flows and tasks; null (the default) for any.</summary>
    public string? Flow { get; set; }

    /// <summary>Name of the field for <see cref="NudgeTrigger.FailingField"/>; null (the default) for any.</summary>
    public string? Field { get; set; }

    /// <summary>Name of the feature for <see cref="NudgeTrigger.UnusedFeature"/>, which needs it.</summary>
    public string? Feature { get; set; }

    /// <summary>How often the pattern must have happened, for the triggers that count; 3 by default, 1 to 100.</summary>
    public int Count { get; set; } = 3;

    /// <summary>Time for <see cref="NudgeTrigger.Stall"/> and <see cref="NudgeTrigger.Inactivity"/>; 2 minutes by default, 10 seconds to 1 day.</summary>
    public TimeSpan After { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The sentence that is shown. Null (the default): the application shows a text of its own by the name.</summary>
    public string? Text { get; set; }

    /// <summary>Where the nudge leads, a path of the application such as "/cart"; null (the default) for no link.</summary>
    public string? Link { get; set; }

    /// <summary>Text of the link; null (the default) for the link itself.</summary>
    public string? LinkText { get; set; }

    /// <summary>Of several nudges that apply, the one with the highest priority is shown, of equal ones the one declared first; 0 by default.</summary>
    public int Priority { get; set; }

    /// <summary>Audience: the segment of the session as <c>key:value</c> texts, joined by "and"; empty (the default) for everybody.</summary>
    public IList<string> Segment { get; } = [];

    /// <summary>Where it can be shown; Page and Feed by default.</summary>
    public NudgeChannels Channels { get; set; } = NudgeChannels.Page | NudgeChannels.Feed;

    /// <summary>Time in which a person is shown this nudge at most once; 7 days by default, 1 hour to 365 days.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Share of the browsers from which it is withheld, 0.01 to 0.5; 0.1 by default.</summary>
    public double Holdout { get; set; } = 0.1;

    /// <summary>Names of the steps that it should lead to, the metrics of its effect. Empty (the default): the goals of the application as one metric.</summary>
    public IList<string> Goals { get; } = [];
}
