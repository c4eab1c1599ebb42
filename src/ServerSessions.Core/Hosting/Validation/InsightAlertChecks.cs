using ServerSessions.Insights;

namespace ServerSessions.Hosting;

/// <summary>Checks the declared alerts on figures.</summary>
internal static class InsightAlertChecks
{
    private const int MaxAlerts = 50;
    private const int MaxNameLength = 64;
    private static readonly TimeSpan MaxWindow = TimeSpan.FromDays(7);

    public static void Check(Faults faults, IList<InsightAlert> alerts)
    {
        if (alerts.Count > MaxAlerts)
            faults.Add($"{alerts.Count} insight alerts are declared; expected at most {MaxAlerts}.");
        foreach (var twice in alerts.GroupBy(a => a.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two insight alerts have the name \"{twice.Key}\".");
        foreach (var alert in alerts)
            Check(faults, alert);
    }

    private static void Check(Faults faults, InsightAlert alert)
    {
        var which = $"the insight alert \"{alert.Name}\"";
        if (alert.Name is not { Length: >= 1 and <= MaxNameLength })
            faults.Add($"the name of {which} has {alert.Name?.Length ?? 0} characters; expected 1 to {MaxNameLength}.");
        if (!Enum.IsDefined(alert.Figure))
            faults.Add($"the figure of {which} is {(int)alert.Figure}; expected one of {string.Join(", ", Enum.GetNames<InsightFigure>())}.");
        if (!Enum.IsDefined(alert.Severity))
            faults.Add($"the severity of {which} is {(int)alert.Severity}; expected one of {string.Join(", ", Enum.GetNames<Severity>())}.");
        if (alert.Below is null == alert.Above is null)
            faults.Add($"{which} has {(alert.Below is null ? "neither Below nor Above" : "both Below and Above")}; expected exactly one of them.");
        else if (!double.IsFinite((alert.Below ?? alert.Above)!.Value))
            faults.Add($"the threshold of {which} is {alert.Below ?? alert.Above}; expected a number.");
        if (alert.Window < TimeSpan.FromHours(1) || alert.Window > MaxWindow || alert.Window.Ticks % TimeSpan.TicksPerHour != 0)
            faults.Add($"the window of {which} is {alert.Window}; expected whole hours from 01:00:00 to {MaxWindow}.");
        if (alert.MinimumSessions < 1)
            faults.Add($"the minimum of sessions of {which} is {alert.MinimumSessions}; expected at least 1.");
        if (alert.Goal is not null && alert.Figure != InsightFigure.Conversion)
            faults.Add($"{which} has a goal, and its figure is {alert.Figure}: only a conversion has one. Remove Goal.");
        if (alert.Currency is not null && alert.Figure != InsightFigure.Revenue)
            faults.Add($"{which} has a currency, and its figure is {alert.Figure}: only revenue has one. Remove Currency.");
        try
        {
            Segment.Parse(alert.Segment);
        }
        catch (ArgumentException exception)
        {
            faults.Add($"{which} cannot be used: {exception.Message}");
        }
    }
}
