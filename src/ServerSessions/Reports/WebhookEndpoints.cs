using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Alerts;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Alerts.Stored;
using ServerSessions.Alerts.Webhooks;

namespace ServerSessions.Reports;

/// <summary>Webhook subscriptions and what was tried for them.</summary>
internal static class WebhookEndpoints
{
    private static readonly TimeSpan RecoveredByDefault = TimeSpan.FromDays(5);

    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/webhooks", Answers.Reading, List).AsPage("webhooks").WithSummary("Webhooks, without secrets").Produces<Page<WebhookReport>>();
        group.MapPost("/webhooks", Create).WithSummary("Adds a webhook; its secret is shown this once").Produces<WebhookWithSecret>(StatusCodes.Status201Created).ProducesProblem(400);
        group.MapDelete("/webhooks/{id}", Remove).WithSummary("Removes a webhook that was added at run time").Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
        group.MapPost("/webhooks/{id}/rotate", Rotate).WithSummary("Gives a new secret, shown this once; the old one signs beside it for a day").Produces<WebhookWithSecret>().ProducesProblem(404);
        group.MapPost("/webhooks/{id}/enable", Enable).AsConfirmedForm(group, "/webhooks/{id}/enable", "deliveries").WithSummary("Switches a disabled webhook on again").Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
        group.MapPost("/webhooks/{id}/test", Test).AsConfirmedForm(group, "/webhooks/{id}/test", "deliveries").WithSummary("Sends a test event").Produces<DeliveryReport>(StatusCodes.Status202Accepted).ProducesProblem(404);
        group.MapPost("/webhooks/{id}/recover", Recover).AsConfirmedForm(group, "/webhooks/{id}/recover", "deliveries").WithSummary("Sends again what was given up since a time, five days ago by default").Produces<RecoveredDeliveries>().ProducesProblem(400).ProducesProblem(404);
        group.MapMethods("/webhooks/{id}/deliveries", Answers.Reading, Deliveries).AsPage("webhooks/{id}/deliveries").WithSummary("Deliveries with their attempts, newest first: ?state=pending|delivered|failed").Produces<Page<DeliveryReport>>().ProducesProblem(400).ProducesProblem(404);
        group.MapPost("/deliveries/{id}/resend", Resend).AsConfirmedForm(group, "/deliveries/{id}/resend", new FormReturnMetadata(Receiver)).WithSummary("Sends one delivery again, under the same webhook-id").Produces<DeliveryReport>(StatusCodes.Status202Accepted).ProducesProblem(404);
    }

    private static Task<IResult> List(ISessionWebhooks webhooks, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(new Page<WebhookReport>(await webhooks.ListAsync(cancellationToken), null), ReportsJsonContext.Default.PageWebhookReport));

    private static Task<IResult> Create(HttpRequest request, WebhookAdmin webhooks, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var body = new BodyReader(await BodyReader.ReadAsync(request, cancellationToken));
        var order = new WebhookOrder(
            body.Text("url") ?? throw new ArgumentException("Say where to send: { \"url\": \"https://hooks.example/security\" }."),
            body.Text("format") ?? StandardWebhookFormatter.FormatName, body.List("rules"), body.Word<Severity>("minSeverity") ?? Severity.Info,
            body.Words<AlertState>("states"), request.HttpContext.User.Identity?.Name);
        try
        {
            return TypedResults.Json(await webhooks.CreateAsync(order, cancellationToken), ReportsJsonContext.Default.WebhookWithSecret, statusCode: StatusCodes.Status201Created);
        }
        catch (InvalidOperationException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status409Conflict);
        }
    });

    private static Task<IResult> Remove(string id, HttpContext context, WebhookAdmin webhooks, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        await webhooks.RemoveAsync(id, context.User.Identity?.Name, cancellationToken) ? TypedResults.NoContent() : NotFound(id));

    private static Task<IResult> Rotate(string id, HttpContext context, WebhookAdmin webhooks, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        await webhooks.RotateAsync(id, context.User.Identity?.Name, cancellationToken) is { } rotated ? Answers.Json(rotated, ReportsJsonContext.Default.WebhookWithSecret) : NotFound(id));

    private static Task<IResult> Enable(string id, HttpContext context, WebhookAdmin webhooks, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        await webhooks.EnableAsync(id, context.User.Identity?.Name, cancellationToken) ? TypedResults.NoContent() : NotFound(id));

    private static Task<IResult> Test(string id, HttpContext context, DeliveryAdmin deliveries, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        await deliveries.TestAsync(id, context.User.Identity?.Name, cancellationToken) is { } sent ? Accepted(sent) : NotFound(id));

    private static Task<IResult> Recover(string id, HttpRequest request, DeliveryAdmin deliveries, TimeProvider time, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var body = new BodyReader(await BodyReader.ReadAsync(request, cancellationToken));
        return await deliveries.RecoverAsync(id, body.Time("since") ?? time.GetUtcNow() - RecoveredByDefault, cancellationToken) is { } recovered
            ? Answers.Json(new RecoveredDeliveries(recovered), ReportsJsonContext.Default.RecoveredDeliveries)
            : NotFound(id);
    });

    private static Task<IResult> Deliveries(string id, HttpRequest request, ISessionWebhooks webhooks, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = new QueryReader(request.Query);
        return await webhooks.ListDeliveriesAsync(id, query.Word<DeliveryState>("state"), query.Text("after"), query.Number("limit") ?? 50, cancellationToken) is { } page
            ? Answers.Json(page, ReportsJsonContext.Default.PageDeliveryReport)
            : NotFound(id);
    });

    // A delivery's id has its receiver in it.
    private static string Receiver(RouteValueDictionary values) =>
        DeliveryKey.TryParse(values["id"] as string ?? "", out var key) && key.Target.StartsWith(WebhookTarget.Prefix, StringComparison.Ordinal)
            ? $"../../webhooks/{Uri.EscapeDataString(key.Target[WebhookTarget.Prefix.Length..])}/deliveries"
            : "../../webhooks";

    private static Task<IResult> Resend(string id, DeliveryAdmin deliveries, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        await deliveries.ResendAsync(id, cancellationToken) is { } again ? Accepted(again) : Answers.NotFound("delivery", id));

    private static IResult Accepted(DeliveryReport report) => TypedResults.Json(report, ReportsJsonContext.Default.DeliveryReport, statusCode: StatusCodes.Status202Accepted);

    private static IResult NotFound(string id) => Answers.NotFound("webhook", id);
}
