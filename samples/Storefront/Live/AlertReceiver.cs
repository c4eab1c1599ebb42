using System.Security.Cryptography;
using ServerSessions;

namespace Storefront.Live;

/// <summary>Receives the shop's own security alerts in a simulation, as another system would: by a signed webhook. Nothing of them is kept.</summary>
internal static class AlertReceiver
{
    private const string Path = "/demo/alerts";

    private static readonly string Secret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Subscribes the receiver at the address on which this shop is going to listen.</summary>
    public static void SubscribeAlertReceiver(this WebApplicationBuilder builder) => builder.Services.Configure<WebhookOptions>(webhooks =>
    {
        webhooks.AllowInsecureLoopback = true;
        webhooks.Subscriptions.Add(new WebhookSubscription { Id = "shop-desk", Url = new Uri(Welcome.Address(builder.Configuration) + Path), Secrets = [Secret] });
    });

    public static void MapAlertReceiver(this WebApplication app) => app.MapPost(Path, ReceiveAsync).DisableSessionTracking().DisableAntiforgery();

    private static async Task<IResult> ReceiveAsync(HttpRequest request, TimeProvider time, ILogger<SimulatedTraffic> logger)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (!WebhookSignature.Verify(body.ToArray(), request.Headers, Secret, time))
            return Results.Unauthorized();
        Log.AlertReceived(logger, request.Headers["webhook-id"].ToString());
        return Results.NoContent();
    }
}
