using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>Antiforgery tokens are seen given out, accepted and refused, whichever part of the framework asks for them.</summary>
public sealed class AntiforgeryTests
{
    private const EventFlags Tokens = EventFlags.TokenIssued | EventFlags.TokenAccepted | EventFlags.TokenRefused;

    [Theory]
    [InlineData("/minimal", "name")]
    [InlineData("/mvc/token", "name")]
    [InlineData("/order", "Name")]
    public async Task A_token_is_seen_given_accepted_and_refused(string path, string field)
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        var token = await visitor.GetStringAsync("/page");
        using var accepted = await visitor.PostAsync(path, Form((field, "tea"), ("__RequestVerificationToken", token)));
        using var refused = await visitor.PostAsync(path, Form((field, "tea")));
        using var foreign = await app.Visitor().PostAsync(path, Form((field, "tea"), ("__RequestVerificationToken", token)));
        await app.SettledAsync(4);

        Assert.True((int)accepted.StatusCode < 400, $"{accepted.StatusCode}");
        Assert.Equal((400, 400), ((int)refused.StatusCode, (int)foreign.StatusCode));
        Assert.Equal(
            [EventFlags.TokenIssued, EventFlags.TokenAccepted, EventFlags.TokenRefused, EventFlags.TokenRefused],
            app.Events.OrderBy(e => e.Time).Select(e => e.Flags & Tokens));
    }

    [Fact]
    public async Task A_request_that_needs_no_token_has_no_result_of_one()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.PostAsync("/mvc/tokenless", Form(("name", "tea")));
        await visitor.PostAsync("/json", new StringContent("{}"));
        await visitor.GetAsync("/valid");
        await app.SettledAsync(3);
        Assert.All(app.Events, e => Assert.Equal(EventFlags.None, e.Flags & Tokens));
    }

    [Theory]
    [InlineData("/missing")]
    [InlineData("/page")]
    [InlineData("/failing")]
    public async Task An_error_page_that_checks_a_token_in_place_of_the_requested_page_refuses_none(string path)
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.UseStatusCodePagesWithReExecute("/sorry");
                a.UseExceptionHandler("/sorry");
                a.UseRouting();
                a.UseSessionTracking();
                a.UseAntiforgery();
                a.MapGet("/page", () => "page");
                a.MapPost("/failing", IResult () => throw new InvalidOperationException("fails"));
                a.Map("/sorry", ([FromForm] string? name) => $"sorry {name}");
            },
            s => s.AddAntiforgery(), use: false);
        var visitor = app.Visitor();
        for (var i = 0; i < 4; i++)
            await visitor.PostAsync(path, Form(("name", "tea")));
        await app.SettledAsync(4);
        Assert.All(app.Events, e => Assert.False(e.Is(EventFlags.TokenRefused)));
        Assert.Empty((await app.SessionsAsync(4)).SelectMany(s => s.Findings));
    }

    [Fact]
    public async Task The_catalogue_has_which_endpoints_take_forms_and_need_a_token()
    {
        await using var app = await StartAsync();
        var catalog = app.Services.GetRequiredService<CurrentCatalog>().Catalog;
        Assert.Equal((true, true), Facts(catalog, "POST /minimal"));
        Assert.Equal((true, true), Facts(catalog, "POST /mvc/token"));
        Assert.Equal((false, false), Facts(catalog, "POST /mvc/tokenless"));
        Assert.Equal((false, false), Facts(catalog, "POST /json"));
        Assert.Equal((false, false), Facts(catalog, "GET /page"));
        Assert.Equal((true, true), (catalog.Find("page.order", HttpVerb.Post)!.IsForm, catalog.Find("page.order", HttpVerb.Post)!.NeedsToken));
        Assert.Equal("page.order", catalog.FormPage("page.order", HttpVerb.Post));
        Assert.Null(catalog.FormPage("POST /minimal", HttpVerb.Post));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_application_has_its_antiforgery_service_whether_it_adds_it_before_or_after(bool after)
    {
        Action<IServiceCollection> add = s => s.AddAntiforgery(o => o.FormFieldName = "own");
        await using var app = await TrackedApp.StartAsync(
            a => a.MapGet("/", (HttpContext c, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(c).FormFieldName),
            services: after ? null : add, after: after ? add : null);
        Assert.Equal("own", await app.Visitor().GetStringAsync("/"));
        await app.SettledAsync(1);
        Assert.Equal(EventFlags.TokenIssued, app.Events.Single().Flags & Tokens);
    }

    [Fact]
    public async Task An_application_without_antiforgery_has_none()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/", () => "ok"));
        Assert.Null(app.Services.GetService<IAntiforgery>());
    }

    private static (bool, bool) Facts(EndpointCatalog catalog, string step) => catalog.Find(step) is { } facts ? (facts.IsForm, facts.NeedsToken) : throw new KeyNotFoundException(step);

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        a =>
        {
            a.UseAntiforgery();
            a.MapGet("/page", (HttpContext c, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(c).RequestToken);
            a.MapGet("/valid", async (HttpContext c, IAntiforgery antiforgery) => $"{await antiforgery.IsRequestValidAsync(c)}");
            a.MapPost("/minimal", ([FromForm] string name) => name);
            a.MapPost("/json", () => "ok");
            TestMvc.Map(a);
        },
        s =>
        {
            TestMvc.Add(s);
            // The other tests' pages ask for no token.
            s.Configure<RazorPagesOptions>(o => o.Conventions.Clear());
            s.AddAntiforgery();
            s.Configure<Microsoft.AspNetCore.Routing.RouteHandlerOptions>(o => o.ThrowOnBadRequest = false);
        });
}
