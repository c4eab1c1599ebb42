using ServerSessions.Dashboard.Hosting;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Actions;

/// <summary>Acts about rules, webhooks and deliveries.</summary>
internal static class OperationActions
{
    public static PageAction OfMode(DetectorReport rule, DetectionMode mode, PageLinks links) =>
        new("detectors", $"Set the mode of this rule to {Word(mode)}?", "Set mode", links.RuleAct(rule.Id, "mode"), links.Rules)
        {
            Subject = $"{rule.Id} {rule.Name}, now {Word(rule.Mode)}",
            Effects = [Meaning(mode), "The mode changes on every node within seconds, and can be changed back here."],
            Fields = [ActionField.Hidden("mode", Word(mode))],
        };

    public static PageAction OfReplay(DetectorReport rule, PageLinks links) =>
        new("replays", "Replay this rule over the stored sessions?", "Replay", links.RuleAct(rule.Id, "replays"), links.Rules)
        {
            Subject = $"{rule.Id} {rule.Name}: {rule.Summary}",
            Effects =
            [
                "The rule runs over the newest 50,000 closed sessions of the range, whatever its mode.",
                "No alert is raised, no response is carried out, and no rule remembers anything of it.",
                "It runs in the background, for at most five minutes. The page shows the progress, and the replay can be cancelled there.",
            ],
            Fields =
            [
                new ActionField("from", "From (UTC)") { Placeholder = "the oldest, or 2026-01-31", MaxLength = 32 },
                new ActionField("to", "To (UTC, exclusive)") { Placeholder = "now, or 2026-02-28T12:00Z", MaxLength = 32 },
            ],
        };

    /// <summary>Null for an unknown verb.</summary>
    public static PageAction? OfWebhook(WebhookReport webhook, string verb, PageLinks links)
    {
        var (post, back) = (links.WebhookAct(webhook.Id, verb), links.Deliveries(webhook.Id));
        var action = verb switch
        {
            "test" => new PageAction("webhooks", "Send a test event?", "Send", post, back) { Effects = ["The receiver gets one event of the type session.alert.test. It says that there is no incident."] },
            "enable" => new PageAction("webhooks", "Enable this webhook?", "Enable", post, back)
            {
                Effects = ["New alerts are sent again. What failed while it was disabled is sent only when you send the dead letters again."],
            },
            "recover" => new PageAction("webhooks", "Send all dead letters again?", "Send again", post, back)
            {
                Effects = ["Every delivery of the last five days that failed for good is due again, in the order of its creation. The receiver recognizes each by its webhook-id."],
            },
            _ => null,
        };
        return action is null ? null : action with { Subject = $"{webhook.Id}, {webhook.Origin}" };
    }

    public static PageAction OfDelivery(string id, PageLinks links) =>
        new("webhooks", "Send this delivery again?", "Send again", links.Resend(id), links.Webhooks)
        {
            Effects = ["It is due at once, from the start of the schedule, whatever its state. The receiver recognizes it by its webhook-id."],
        };

    private static string Meaning(DetectionMode mode) => mode switch
    {
        DetectionMode.Off => "The rule does not run.",
        DetectionMode.Observe => "Findings are stored with their sessions and listed with the alerts; nothing is sent.",
        DetectionMode.Alert => "Findings become alerts, which are sent to webhooks and handlers.",
        DetectionMode.Shadow => "Findings become alerts. The response is recorded and not carried out, together with what the session did afterwards.",
        _ => "Findings become alerts, and the response is carried out: sessions of people can be challenged, signed out or blocked.",
    };

    private static string Word(DetectionMode mode) => Text.Show.Words(mode);
}
