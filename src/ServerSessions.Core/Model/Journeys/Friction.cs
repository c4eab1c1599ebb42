namespace ServerSessions;

/// <summary>Signs of trouble in a journey, by kind; the score is their weighted sum.</summary>
/// <param name="QuickBacks">A→B→A with at most 10 s on B.</param>
/// <param name="Backtracks">Number of returns to one of the 5 distinct steps visited before the step just left; hubs do not count.</param>
/// <param name="Repeats">Number of steps tried three times or more in 5 minutes without success.</param>
/// <param name="Rage">Number of runs of three or more identical requests at most 1 s apart.</param>
/// <param name="Errors">Number of steps that ended invalid, denied, missing, conflicting, throttled or failed.</param>
/// <param name="RageClicks">Number of runs of three or more clicks within 30 pixels and one second, as the browser reported; 0 without the beacon.</param>
/// <param name="DeadClicks">Number of clicks that led to nothing within 2.5 seconds, as the browser reported; 0 without the beacon.</param>
/// <param name="ScriptErrors">Number of script errors, as the browser reported; 0 without the beacon.</param>
public sealed record Friction(int QuickBacks, int Backtracks, int Repeats, int Rage, int Errors, int RageClicks = 0, int DeadClicks = 0, int ScriptErrors = 0)
{
    /// <summary>Points for each part, in the order of the parts.</summary>
    public static readonly Friction Weights = new(QuickBacks: 1, Backtracks: 1, Repeats: 5, Rage: 3, Errors: 2, RageClicks: 3, DeadClicks: 1, ScriptErrors: 1);

    /// <summary>No friction.</summary>
    public static readonly Friction None = new(0, 0, 0, 0, 0);

    /// <summary>The sum of the signs, each multiplied by its weight.</summary>
    public int Score =>
        (QuickBacks * Weights.QuickBacks) + (Backtracks * Weights.Backtracks) + (Repeats * Weights.Repeats)
        + (Rage * Weights.Rage) + (Errors * Weights.Errors)
        + (RageClicks * Weights.RageClicks) + (DeadClicks * Weights.DeadClicks) + (ScriptErrors * Weights.ScriptErrors);
}
