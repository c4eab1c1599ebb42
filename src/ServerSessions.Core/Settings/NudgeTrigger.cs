namespace ServerSessions;

/// <summary>The pattern in a journey that a nudge answers.</summary>
public enum NudgeTrigger
{
    /// <summary>A step (<see cref="Nudge.Step"/>; any step without it) has failed <see cref="Nudge.Count"/> times in this session and has not succeeded since.</summary>
    RepeatedFailures,
    /// <summary>The same field (<see cref="Nudge.Field"/>; any field without it) was refused <see cref="Nudge.Count"/> times in this session.</summary>
    FailingField,
    /// <summary>The person stayed on one step of an unfinished flow for <see cref="Nudge.After"/> or longer, and went on from there.</summary>
    Stall,
    /// <summary>The person has gone back <see cref="Nudge.Count"/> times in this session (backtracks and quick backs).</summary>
    Backtracking,
    /// <summary>A flow of this session (<see cref="Nudge.Flow"/>) is unfinished, and the last step is <see cref="Nudge.After"/> old.</summary>
    Inactivity,
    /// <summary>A task of an earlier session is unfinished (the flow or form <see cref="Nudge.Flow"/>; any without it).</summary>
    UnfinishedTask,
    /// <summary>The person is not known to have used a feature (<see cref="Nudge.Feature"/>).</summary>
    UnusedFeature,
}
