using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Personalization;

/// <summary>The shop with nudges: a tip after the third failed payment, a reminder of a checkout, and a feature to try.</summary>
internal static class NudgeShop
{
    public const string Tip = "payment-help";
    public const string Text = "Try <another> card & \"smile\"";

    /// <summary>Nearly everybody is shown what applies.</summary>
    public static void Options(SessionTrackingOptions options)
    {
        LiveShop.Options(options);
        options.Nudges.Holdout = 0.01;
        options.Nudges.ClaimTimeout = TimeSpan.FromSeconds(5);
        options.Nudges.Rules.Add(new Nudge { Name = Tip, Trigger = NudgeTrigger.RepeatedFailures, Step = "POST /pay", Text = Text, Link = "/help", LinkText = "Help <now>", Holdout = 0.01, Goals = { "POST /bought" } });
    }

    public static void Map(WebApplication app)
    {
        LiveShop.Map(app);
        MapPages(app);
        app.MapSessionTracking("/admin/sessions").AllowAnonymous();
    }

    public static void MapPages(WebApplication app)
    {
        app.MapPost("/bought", () => "thanks");
        app.MapPost("/leave", () => "bye").TrackSignOut();
        app.MapGet("/page", async (HttpContext context, CancellationToken aborted) => Results.Json(await context.GetTrackedSession()!.NudgesAsync(aborted)));
        app.MapGet("/both", async (HttpContext context, CancellationToken aborted) =>
            Results.Json(((IEnumerable<ShownNudge>)[.. await context.GetTrackedSession()!.NudgesAsync(aborted), .. await context.GetTrackedSession()!.NudgesAsync(aborted)]).Select(n => n.Id)));
        app.MapGet("/tag", TagAsync);
        app.MapGet("/component", () => new RazorComponentResult<SessionNudges>());
        app.MapSessionNudges();
    }

    /// <summary>A visitor of a new browser who has failed to pay three times.</summary>
    public static async Task<HttpClient> StuckAsync(HttpClient visitor, TestClock? clock = null)
    {
        await visitor.VisitAsync("/cart", "/journey");
        for (var i = 0; i < 3; i++, clock?.Advance(TimeSpan.FromSeconds(2)))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await visitor.PostAsync("/pay", null)).StatusCode);
        return visitor;
    }

    public static async Task<ShownNudge[]> NudgesAsync(this HttpClient visitor, string path = "/page") =>
        JsonSerializer.Deserialize<ShownNudge[]>(await visitor.GetStringAsync(path), JsonSerializerOptions.Web)!;

    /// <summary>Of browsers in a holdout, one in fifty, another is taken.</summary>
    public static async Task<(HttpClient Visitor, ShownNudge Nudge)> ShownAsync(Func<Task<HttpClient>> stuck)
    {
        for (var i = 0; i < 10; i++)
            if (await stuck() is var visitor && await visitor.NudgesAsync() is [var shown])
                return (visitor, shown);
        throw new InvalidOperationException("Ten browsers were all in a holdout of one in fifty, or no nudge applied.");
    }

    // What a view does with the tag.
    private static async Task TagAsync(HttpContext context)
    {
        var helper = new SessionNudgesTagHelper { ViewContext = new ViewContext { HttpContext = context } };
        var output = new TagHelperOutput("session-nudges", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        await helper.ProcessAsync(new TagHelperContext([], new Dictionary<object, object>(), "one"), output);
        context.Response.ContentType = "text/html";
        await using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        await context.Response.WriteAsync(writer.ToString());
    }
}
