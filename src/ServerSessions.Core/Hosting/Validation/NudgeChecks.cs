using ServerSessions.Insights;
using ServerSessions.Personalization.Nudges;

namespace ServerSessions.Hosting;

/// <summary>Checks the declared nudges.</summary>
internal static class NudgeChecks
{
    private const int Most = 32;
    private const int MaxNameLength = 64;
    private const int MaxTextLength = 500;
    private const double LeastHoldout = 0.01;
    private const double MostHoldout = 0.5;

    public static void Check(Faults faults, SessionProcessingOptions options)
    {
        var nudges = options.Nudges;
        if (nudges.Rules.Count > Most)
            faults.Add($"{nudges.Rules.Count} nudges are declared; expected at most {Most}.");
        if (!IsShare(nudges.Holdout))
            faults.Add($"Nudges.Holdout is {nudges.Holdout}; expected {LeastHoldout} to {MostHoldout}: without a holdout the effect of nudges cannot be measured.");
        foreach (var twice in nudges.Rules.GroupBy(n => n.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two nudges have the name \"{twice.Key}\".");
        foreach (var experiment in options.Experiments.Where(e => NudgeExperiments.IsReserved(e.Name)))
            faults.Add($"the name of the experiment \"{experiment.Name}\" is that of the experiments by which nudges are measured. Choose one that is neither \"{NudgeExperiments.Global}\" nor begins with \"{NudgeExperiments.Prefix}\".", "Experiments", experiment.Name);
        foreach (var nudge in nudges.Rules)
            Check(faults, nudge, options);
    }

    private static void Check(Faults faults, Nudge nudge, SessionProcessingOptions options)
    {
        var which = $"the nudge \"{nudge.Name}\"";
        if (nudge.Name is not { Length: >= 1 and <= MaxNameLength } || !nudge.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            faults.Add($"the name of {which} cannot be used; expected 1 to {MaxNameLength} letters, digits, \"-\", \"_\" and \".\".");
        if (!Enum.IsDefined(nudge.Trigger))
            faults.Add($"the trigger of {which} is {(int)nudge.Trigger}; expected one of {string.Join(", ", Enum.GetNames<NudgeTrigger>())}.");
        if ((nudge.Channels & ~(NudgeChannels.Page | NudgeChannels.Feed | NudgeChannels.Support)) != 0 || (nudge.Channels & (NudgeChannels.Page | NudgeChannels.Feed)) == 0)
            faults.Add($"the channels of {which} are {nudge.Channels}; expected Page, Feed or both, and Support beside them.");
        if (nudge.Count is < 1 or > 100)
            faults.Add($"the count of {which} is {nudge.Count}; expected 1 to 100.");
        if (nudge.After < TimeSpan.FromSeconds(10) || nudge.After > TimeSpan.FromDays(1))
            faults.Add($"After of {which} is {nudge.After}; expected 00:00:10 to 1.00:00:00.");
        if (nudge.Every < TimeSpan.FromHours(1) || nudge.Every > TimeSpan.FromDays(365))
            faults.Add($"Every of {which} is {nudge.Every}; expected 01:00:00 to 365.00:00:00.");
        if (!IsShare(nudge.Holdout))
            faults.Add($"the holdout of {which} is {nudge.Holdout}; expected {LeastHoldout} to {MostHoldout}: without a holdout its effect cannot be measured.");
        if (nudge.Text is { Length: > MaxTextLength } || nudge.LinkText is { Length: > MaxTextLength })
            faults.Add($"a text of {which} has more than {MaxTextLength} characters.");
        if (nudge.Link is { } link && (!link.StartsWith('/') || link.StartsWith("//", StringComparison.Ordinal) || link.StartsWith("/\\", StringComparison.Ordinal)))
            faults.Add($"the link of {which} is \"{link}\"; expected a path of the application, such as \"/cart\".");
        if (nudge.Trigger == NudgeTrigger.UnusedFeature && string.IsNullOrEmpty(nudge.Feature))
            faults.Add($"{which} is about a feature that was never used, and names none. Set Feature.");
        if (nudge.Trigger is NudgeTrigger.UnusedFeature or NudgeTrigger.UnfinishedTask && !options.LiveJourney.RemembersPeople)
            faults.Add($"{which} has the trigger {nudge.Trigger}, and LiveJourney.RemembersPeople is false: nothing is known of earlier sessions. Set it to true.");
        if (nudge.Trigger is NudgeTrigger.Stall or NudgeTrigger.Inactivity && nudge.Flow is { } flow && options.Flows.All(f => f.Name != flow))
            faults.Add($"{which} is about the flow \"{flow}\", which is not declared. Declare it with AddFlow.");
        try
        {
            Segment.Parse(nudge.Segment);
        }
        catch (ArgumentException exception)
        {
            faults.Add($"{which} cannot be used: {exception.Message}");
        }
    }

    private static bool IsShare(double share) => share is >= LeastHoldout and <= MostHoldout;
}
