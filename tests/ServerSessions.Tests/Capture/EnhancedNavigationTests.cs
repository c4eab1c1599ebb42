using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using ServerSessions.Tests.Support.Blazor;

namespace ServerSessions.Tests.Capture;

/// <summary>Libraries that navigate by fetch: what a person followed is a page, what they exchange inside of one is not.</summary>
public sealed class EnhancedNavigationTests
{
    private const string BlazorAccept = "text/html; blazor-enhanced-nav=on";

    [Theory]
    [InlineData("Accept", BlazorAccept)]
    [InlineData("blazor-enhanced-nav", "on")]
    [InlineData("HX-Request", "true", "HX-Boosted", "true")]
    [InlineData("HX-Request", "true", "HX-History-Restore-Request", "true")]
    [InlineData("X-Turbo-Request-Id", "5b0c", "Accept", "text/html, application/xhtml+xml")]
    [InlineData("Accept", "text/html, application/xhtml+xml")]
    [InlineData("Turbolinks-Referrer", "http://localhost/before")]
    [InlineData("X-Up-Version", "3.10.2")]
    [InlineData("X-Up-Version", "3.10.2", "X-Up-Mode", "root", "X-Up-Target", "[up-main], main")]
    [InlineData("X-PJAX", "true", "X-Requested-With", "XMLHttpRequest")]
    [InlineData("X-Requested-With", "swup", "Accept", "text/html, application/xhtml+xml")]
    public async Task A_navigation_that_a_library_fetches_is_a_page(params string[] headers) =>
        Assert.Equal(StepKind.Page, await KindAsync("/page", headers));

    [Theory]
    [InlineData("HX-Request", "true")]
    [InlineData("HX-Request", "true", "Accept", "text/html")]
    [InlineData("Turbo-Frame", "basket", "X-Turbo-Request-Id", "5b0c", "Accept", "text/html, application/xhtml+xml")]
    [InlineData("X-Up-Version", "3.10.2", "X-Up-Target", ".basket", "Accept", "text/html")]
    [InlineData("X-Up-Version", "3.10.2", "X-Up-Mode", "modal", "X-Up-Target", "main")]
    [InlineData("X-Up-Version", "3.10.2", "X-Up-Validate", "email")]
    [InlineData("X-Requested-With", "XMLHttpRequest", "Accept", "text/html, */*; q=0.01")]
    [InlineData("X-Alpine-Request", "true", "Accept", "text/html")]
    public async Task A_piece_of_a_page_is_none(params string[] headers)
    {
        Assert.Equal(StepKind.Api, await KindAsync("/page", headers));
        Assert.Equal(StepKind.Api, await KindAsync("/declared", headers));
        // As over plain http, where browsers send no Sec-Fetch headers.
        Assert.Equal(StepKind.Api, await KindAsync("/page", headers, modern: false));
    }

    [Fact]
    public async Task A_fetch_is_a_page_where_the_endpoint_serves_pages_or_HTML_was_requested()
    {
        Assert.Equal(StepKind.Page, await KindAsync("/declared", []));
        Assert.Equal(StepKind.Page, await KindAsync("/page", ["Accept", "text/html"]));
        Assert.Equal(StepKind.Api, await KindAsync("/page", []));
        Assert.Equal(StepKind.Api, await KindAsync("/data", ["Accept", "text/html, application/json"]));
        Assert.Equal(StepKind.Api, await KindAsync("/declared", ["Sec-Fetch-Site", "cross-site"]));
    }

    [Fact]
    public async Task Inertia_sends_pages_as_data_and_reloads_by_a_conflict()
    {
        Assert.Equal(StepKind.Page, await KindAsync("/inertia", ["X-Inertia", "true"]));
        Assert.Equal(StepKind.Api, await KindAsync("/inertia", ["X-Inertia", "true", "X-Inertia-Partial-Data", "basket"]));
        Assert.Equal(StepKind.Api, await KindAsync("/data", ["X-Inertia", "true"]));
        Assert.Equal(Outcome.Redirected, (await EventAsync("/old", ["X-Inertia", "true"])).Outcome);
        Assert.Equal(Outcome.Conflict, (await EventAsync("/conflict", ["X-Inertia", "true"])).Outcome);
    }

    [Fact]
    public async Task A_visit_of_enhanced_navigations_is_engaged_and_has_their_dwell()
    {
        await using var app = await TrackedApp.StartAsync(Map);
        var visitor = app.Visitor("*/*");
        await visitor.GetAsync("/page");
        await visitor.SendAsync(Fetch("/other", ["HX-Request", "true", "HX-Boosted", "true"]));
        await visitor.SendAsync(Fetch("/page", ["HX-Request", "true", "HX-Boosted", "true"]));
        var session = await app.OnlySessionAsync(3);
        Assert.Equal(["GET /page", "GET /other", "GET /page"], session.Steps.Select(s => s.Step));
        Assert.All(session.Steps, s => Assert.Equal((StepKind.Page, 0), (s.Kind, s.Children)));
        Assert.All(session.Steps.Take(2), s => Assert.NotNull(s.DwellMs));
        Assert.True(session.Summary.Engaged);
    }

    [Fact]
    public async Task A_form_sent_by_Blazors_script_and_the_page_that_follows_are_one_step()
    {
        await using var app = await TrackedApp.StartAsync(Map);
        var visitor = app.Visitor("*/*");
        await visitor.GetAsync("/page");
        await visitor.SendAsync(Fetch("/save", ["Accept", BlazorAccept, "Sec-Fetch-Mode", "no-cors"], "POST"));
        await visitor.SendAsync(Fetch("/other", ["Accept", BlazorAccept, "Sec-Fetch-Mode", "no-cors"]));
        var steps = (await app.OnlySessionAsync(3)).Steps;
        Assert.Equal([("GET /page", null), ("POST /save", "GET /other")], steps.Select(s => (s.Step, s.Landed)));
    }

    [Fact]
    public async Task A_Blazor_page_is_one_also_when_its_script_says_nothing()
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.UseAntiforgery();
                a.MapRazorComponents<BlazorShop>().AddInteractiveServerRenderMode();
            },
            s =>
            {
                s.AddAuthentication();
                s.AddRazorComponents().AddInteractiveServerComponents();
                s.AddSingleton<CircuitWatch>();
            });
        Assert.Equal(HttpStatusCode.OK, (await app.Visitor("*/*").SendAsync(Fetch("/counter", []))).StatusCode);
        await app.SettledAsync(1);
        Assert.Equal(StepKind.Page, RawStep.Of(app.Events[0]).Kind);
    }

    private static async Task<StepKind> KindAsync(string path, string[] headers, bool modern = true) => RawStep.Of(await EventAsync(path, headers, modern)).Kind;

    private static async Task<RequestEvent> EventAsync(string path, string[] headers, bool modern = true)
    {
        await using var app = await TrackedApp.StartAsync(Map);
        var accept = Array.IndexOf(headers, "Accept") is >= 0 and var at ? headers[at + 1] : "*/*";
        await app.Visitor(accept).SendAsync(Fetch(path, headers, modern: modern));
        await app.SettledAsync(1);
        return Assert.Single(app.Events);
    }

    private static HttpRequestMessage Fetch(string path, string[] headers, string method = "GET", bool modern = true)
    {
        var all = modern
            ? new Dictionary<string, string>(StringComparer.Ordinal) { ["Sec-Fetch-Mode"] = "cors", ["Sec-Fetch-Dest"] = "empty", ["Sec-Fetch-Site"] = "same-origin" }
            : [];
        foreach (var pair in headers.Chunk(2))
            all[pair[0]] = pair[1];
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in all)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/page", () => Results.Content("<html></html>", "text/html"));
        app.MapGet("/other", () => Results.Content("<html></html>", "text/html"));
        app.MapGet("/declared", () => Results.Content("<html></html>", "text/html")).Produces(200, contentType: "text/html");
        app.MapGet("/data", () => Results.Json(1));
        app.MapPost("/save", () => Results.Redirect("/other"));
        app.MapGet("/inertia", (HttpContext c) =>
        {
            c.Response.Headers["X-Inertia"] = "true";
            return Results.Json(1);
        });
        app.MapGet("/old", (HttpContext c) =>
        {
            c.Response.Headers["X-Inertia-Location"] = "/page";
            return Results.StatusCode(409);
        });
        app.MapGet("/conflict", () => Results.StatusCode(409));
    }
}
