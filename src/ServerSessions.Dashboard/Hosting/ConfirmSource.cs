using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Actions;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;
using ServerSessions.Reports.Views;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>The page on which a person sees what an act will do, and confirms it.</summary>
/// <param name="kind">What it is about: "sessions", "users", "alerts", …</param>
/// <param name="id">Its id.</param>
/// <param name="verb">The act.</param>
internal sealed class ConfirmSource(string kind, string id, string verb) : IPageSource
{
    private const string Entry = "entry";

    /// <summary>Why the form was not accepted; null when it was not sent yet.</summary>
    private string? Fault { get; init; }

    private int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Whether there is such an act at all.</summary>
    public bool IsAct => Show(kind) != Entry;

    /// <summary>Returns the page for a form that was not accepted.</summary>
    public ConfirmSource Again(int status, string fault) => new(kind, id, verb) { Status = status, Fault = fault };

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links) => await FindAsync(context, links) is { } action
        ? View.Of<ConfirmPage>(
            action.Button, action.Section, (nameof(ConfirmPage.Title), action.Title), (nameof(ConfirmPage.Action), action with { Fields = [.. action.Fields.Select(field => Typed(field, context.Request))] }),
            (nameof(ConfirmPage.Fault), Fault)) with
        {
            Token = FormToken.Of(context),
            Status = Status,
        }
        : View.NotFound(kind, "Nothing to confirm", $"There is no {Show(kind)} {id}. It may have ended or have been removed meanwhile.");

    private async ValueTask<PageAction?> FindAsync(HttpContext context, PageLinks links)
    {
        var (services, cancellationToken) = (context.RequestServices, context.RequestAborted);
        var query = Fault is null ? QueryReader.Of(context) : QueryOfForm(context.Request);
        return kind switch
        {
            "sessions" => SessionId.TryParse(id, out var session) && await services.GetRequiredService<ISessionReports>().FindAsync(session, cancellationToken) is not null
                ? SessionActions.OfSession(id, verb, links) : null,
            "users" => SessionActions.OfUser(id, query.Text("issuer"), verb, links),
            "alerts" => await services.GetRequiredService<ISessionAlerts>().FindAsync(id, cancellationToken) is { } alert ? AlertActions.OfAlert(alert, verb, links) : null,
            "decisions" => await services.GetRequiredService<ISessionControl>().FindAsync(id, cancellationToken) is { } decision ? AlertActions.OfDecision(decision, links) : null,
            "detectors" => await RuleAsync(services.GetRequiredService<ISessionRules>(), cancellationToken) is { } rule
                ? verb == "replays" ? OperationActions.OfReplay(rule, links) : OperationActions.OfMode(rule, query.Word<DetectionMode>("mode") ?? rule.DefaultMode, links) : null,
            "webhooks" => await WebhookAsync(services.GetRequiredService<ISessionWebhooks>(), cancellationToken) is { } webhook ? OperationActions.OfWebhook(webhook, verb, links) : null,
            "deliveries" => OperationActions.OfDelivery(id, links),
            _ => await EndingAsync(context, links),
        };
    }

    private async ValueTask<PageAction?> EndingAsync(HttpContext context, PageLinks links)
    {
        var (services, cancellationToken) = (context.RequestServices, context.RequestAborted);
        return kind switch
        {
            "erasures" => await services.GetRequiredService<ISessionPrivacy>().FindErasureAsync(id, cancellationToken) is { } erasure ? EndingActions.OfErasure(erasure, links) : null,
            "exports" => (await services.GetRequiredService<ISessionExports>().ListAsync(cancellationToken)).FirstOrDefault(export => export.Id == id) is { } export
                ? EndingActions.OfExport(export, links) : null,
            "replays" => await services.GetRequiredService<ISessionReplays>().FindAsync(id, cancellationToken) is { } replay ? EndingActions.OfReplay(replay, links) : null,
            "views" => (await ViewEndpoints.OpenAsync(context, services.GetRequiredService<ISessionViews>())).FirstOrDefault(view => view.Id == id) is { } view
                && ViewEndpoints.MayDelete(context, view) ? EndingActions.OfView(view, links) : null,
            "shares" => (await services.GetRequiredService<ISessionShares>().ListAsync(cancellationToken)).FirstOrDefault(share => share.Id == id) is { } share
                ? EndingActions.OfShare(share, links) : null,
            _ => null,
        };
    }

    private async ValueTask<DetectorReport?> RuleAsync(ISessionRules rules, CancellationToken cancellationToken) =>
        (await rules.ListAsync(cancellationToken)).FirstOrDefault(rule => rule.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    private async ValueTask<WebhookReport?> WebhookAsync(ISessionWebhooks webhooks, CancellationToken cancellationToken) =>
        (await webhooks.ListAsync(cancellationToken)).FirstOrDefault(webhook => webhook.Id == id);

    // What was typed stays in a form that was not accepted, and so does what the form carries, such as the mode.
    private ActionField Typed(ActionField field, HttpRequest request) =>
        Fault is not null && request.Form[field.Name].ToString() is { Length: > 0 } text
            ? field with { Value = text.Length > field.MaxLength ? text[..field.MaxLength] : text }
            : field;

    private static QueryReader QueryOfForm(HttpRequest request) =>
        new(new QueryCollection(request.Query.Concat(request.Form).DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase)));

    private static string Show(string kind) => kind switch
    {
        "sessions" => "session",
        "alerts" => "alert",
        "decisions" => "decision",
        "detectors" => "rule",
        "webhooks" => "webhook",
        "erasures" => "erasure that can be cancelled:",
        "exports" => "running export",
        "replays" => "replay that waits or runs:",
        "views" => "saved view that you can delete:",
        "shares" => "shared link",
        "users" => "user",
        "deliveries" => "delivery",
        _ => Entry,
    };
}
