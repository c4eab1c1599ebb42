using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Journeys.People;
using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Personalization;

/// <summary>A shop with a checkout, which answers with the journey as it reads it inside the request.</summary>
internal static class LiveShop
{
    public static void Options(SessionTrackingOptions options)
    {
        options.LiveJourney.RemembersPeople = true;
        options.LiveJourney.ReadTimeout = TimeSpan.FromSeconds(5);
        options.Flows.Add(new Flow("checkout", ["GET /cart", "GET /address", "POST /pay"]));
        options.Features.Add(new Feature("help", ["GET /help"]));
    }

    public static void Map(WebApplication app)
    {
        foreach (var path in (string[])["/", "/cart", "/address", "/help", "/products"])
            app.MapGet(path, () => Results.Text("page", "text/html"));
        app.MapPost("/pay", (string? card) => card is null ? Results.StatusCode(StatusCodes.Status422UnprocessableEntity) : Results.Ok());
        app.MapPost("/form", (string? ok) => ok is null ? Results.BadRequest() : Results.Ok());
        app.MapGet("/search", () => Results.Text("found", "text/html")).WithFeature("search");
        app.MapGet("/journey", JourneyAsync).AsPassive();
        app.MapGet("/journey/twice", async (HttpContext context, CancellationToken aborted) =>
            Results.Json(ReferenceEquals(await context.GetTrackedSession()!.GetJourneyAsync(aborted), await context.GetTrackedSession()!.GetJourneyAsync(aborted))));
        app.MapGet("/public", async (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=60";
            context.Response.Headers["CDN-Cache-Control"] = "max-age=60";
            await JourneyAsync(context);
        });
    }

    public static async Task JourneyAsync(HttpContext context)
    {
        var journey = await context.GetTrackedSession()!.GetJourneyAsync(context.RequestAborted);
        await context.Response.WriteAsJsonAsync(journey);
    }

    public static async Task<LiveJourney> JourneyAsync(this HttpClient visitor) =>
        JsonSerializer.Deserialize<LiveJourney>(await visitor.GetStringAsync("/journey"), JsonSerializerOptions.Web)!;

    public static async Task VisitAsync(this HttpClient visitor, params string[] paths)
    {
        foreach (var path in paths)
            (await visitor.GetAsync(path)).EnsureSuccessStatusCode();
    }

    /// <summary>The memory of a person, once it is as expected.</summary>
    public static async Task RememberedAsync(IServiceProvider services, Func<PersonMemory, bool> isExpected)
    {
        var (storage, people) = (services.GetRequiredService<ISessionStorage>(), services.GetRequiredService<PersonStore>());
        await Waiting.UntilAsync(async () =>
        {
            for (var partition = 0; partition < storage.Partitions; partition++)
                foreach (var document in await storage.ListAsync(partition, PersonStore.Table, DocumentRange.Newest(100), default))
                    if (isExpected(await people.FindAsync(Pseudonym.TryParse(document.Id, out var person) ? person : default, default)))
                        return true;
            return false;
        }, what: "a memory is as expected");
    }
}
