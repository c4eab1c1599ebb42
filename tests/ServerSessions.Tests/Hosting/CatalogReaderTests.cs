using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Hosting;

/// <summary>The endpoint catalogue names every step as requests will name it.</summary>
public sealed class CatalogReaderTests
{
    [Fact]
    public async Task Steps_of_the_catalogue_are_the_steps_of_requests()
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                TestMvc.Map(a);
                var group = a.MapGroup("/api/v{version:int}").WithFeature("api");
                group.MapGet("/items/{id:guid}", (int version, Guid id) => "ok").MarkSensitive();
                group.MapMethods("/both", ["PUT", "PATCH"], (int version) => "ok");
                a.MapFallback(() => Microsoft.AspNetCore.Http.Results.NotFound());
            },
            TestMvc.Add);
        var visitor = app.Visitor();
        foreach (var path in new[] { "/", "/Home/About/7", "/backstage/Staff", "/order", "/api/v1/items/" + Guid.Empty, "/else/where" })
            await visitor.GetAsync(path);
        await visitor.PutAsync("/api/v1/both", null);
        await app.SettledAsync(7);
        Assert.Equal(
            [
                "GET /Home/Index/{id}", "GET /Home/About/{id}", "GET /backstage/Staff/Index/{id}", "page.order",
                "GET /api/v{version:int}/items/{id:guid}", "GET (unmatched)", "PUT /api/v{version:int}/both",
            ],
            app.Events.Select(e => e.Step));
        var catalog = app.Services.GetRequiredService<CurrentCatalog>().Catalog;
        // What a fallback does not have is no step of any endpoint.
        Assert.All(app.Events.Where(e => e.Step != "GET (unmatched)"), e => Assert.NotNull(catalog.Find(e.Step)));
        Assert.NotNull(catalog.Find("GET /{*path:nonfile}"));
    }

    [Fact]
    public async Task What_a_page_model_declares_is_in_the_catalogue()
    {
        await using var app = await TrackedApp.StartAsync(TestMvc.Map, TestMvc.Add);
        var page = app.Services.GetRequiredService<CurrentCatalog>().Catalog.Find("page.order");
        Assert.Equal(["shop.cart"], page!.Requires);
    }

    [Fact]
    public async Task What_an_endpoint_declares_is_in_the_catalogue()
    {
        await using var app = await TrackedApp.StartAsync(a =>
        {
            a.MapPost("/pay", () => "ok").WithSessionEvent("pay").WithFeature("shop").MarkSensitive().RequiresStep("cart");
            a.MapTrap("/wp-login.php");
            a.MapGet("/off", () => "ok").DisableSessionTracking();
        });
        var catalog = app.Services.GetRequiredService<CurrentCatalog>().Catalog;
        var pay = catalog.Find("pay")!;
        Assert.Equal(("shop", EventFlags.Sensitive, HttpVerb.Post), (pay.Feature, pay.Flags, pay.Verb));
        Assert.Equal(["cart"], pay.Requires);
        Assert.Equal(EventFlags.Trap, catalog.Find("GET /wp-login.php")!.Flags);
        Assert.Null(catalog.Find("GET /off"));
    }
}
