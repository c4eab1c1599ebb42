using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Text;

/// <summary>Trouble of people, in words.</summary>
internal static class StuckText
{
    public static string Of(StuckState state) => state switch
    {
        StuckState.Now => "stuck now",
        StuckState.GaveUp => "gave up",
        _ => "got through",
    };

    public static string Of(StuckCause cause) => cause switch
    {
        StuckCause.Invalid => "input refused",
        StuckCause.Denied => "access denied",
        StuckCause.Missing => "nothing there",
        StuckCause.Conflict => "changed meanwhile",
        StuckCause.Throttled => "too many requests",
        StuckCause.Failed => "error of the application",
        StuckCause.Rage => "the same request again and again",
        _ => "searching",
    };

    public static string State(string name) => Enum.TryParse<StuckState>(name, ignoreCase: true, out var state) ? Of(state) : Show.Words(name);

    public static string Cause(string name) => Enum.TryParse<StuckCause>(name, ignoreCase: true, out var cause) ? Of(cause) : Show.Words(name);
}
