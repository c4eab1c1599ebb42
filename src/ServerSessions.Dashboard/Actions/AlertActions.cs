using ServerSessions.Dashboard.Hosting;

namespace ServerSessions.Dashboard.Actions;

/// <summary>What people do about an alert, and with a decision.</summary>
internal static class AlertActions
{
    /// <summary>Null for an unknown verb.</summary>
    public static PageAction? OfAlert(Alert alert, string verb, PageLinks links)
    {
        var (post, back, finding) = (links.Alert(alert.Id) + "/" + verb, links.Alert(alert.Id), alert.Finding);
        var action = verb switch
        {
            "acknowledge" => new PageAction("alerts", "Acknowledge this alert?", "Acknowledge", post, back)
            {
                Effects = ["The alert is marked as being handled. It counts as right for the precision of the rule."],
                Fields = [ActionField.Reason(isRequired: false)],
            },
            "resolve" => new PageAction("alerts", "Resolve this alert?", "Resolve", post, back)
            {
                Effects = ["The case is closed. The alert counts as right for the precision of the rule."],
                Fields = [ActionField.Reason(isRequired: false)],
            },
            "false-positive" => new PageAction("alerts", "Mark this alert as a false positive?", "Mark as false positive", post, back)
            {
                Effects =
                [
                    "The alert counts against the precision of the rule.",
                    "The rule does not alert about the same subject until the suppression ends; suppressed alerts are counted. With 0 days, nothing is suppressed.",
                    "Sessions that were an attacker's because of this alert alone become a person's again, also in the figures.",
                ],
                Fields = [ActionField.Reason(isRequired: false), new ActionField("suppressDays", "Days of suppression") { IsNumber = true, MaxLength = 3, Value = "30" }],
            },
            _ => null,
        };
        return action is null ? null : action with { Subject = $"{finding.Rule} {finding.Name}: {finding.Reason}" };
    }

    public static PageAction OfDecision(SessionDecision decision, PageLinks links) =>
        new("decisions", "Take this response back?", "Take back", links.Release(decision.Id), links.ActiveDecisions)
        {
            Subject = $"{decision.Kind}: {decision.Reason}",
            Effects = ["It ends on every node within a second. A rule can respond to the same session again with its next alert, an hour later at the earliest."],
            Fields = [ActionField.Reason()],
        };
}
