using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Support;

/// <summary>An application with a course, whose people sign in by cookie and have pages of their own.</summary>
internal static class PersonApp
{
    public static readonly string[] Lessons = ["lesson 1", "lesson 2", "lesson 3", "lesson 4"];

    public static Task<TrackedApp> StartAsync(
        Action<IEndpointConventionBuilder>? me = null, Action<IServiceCollection>? services = null, Action<SessionTrackingOptions>? options = null, Action<WebApplication>? map = null) =>
        TrackedApp.StartAsync(
            app =>
            {
                app.MapPost("/in/{user}", (HttpContext context, string user) => SignInApp.SignInAsync(context, user));
                app.MapGet("/", () => "home");
                app.MapGet("/shop/{thing}", (string thing) => thing);
                for (var i = 0; i < Lessons.Length; i++)
                    app.MapGet($"/learn/{i + 1}", () => "lesson").WithFeature(Lessons[i]);
                app.MapPost("/out", () => "bye").TrackSignOut();
                var pages = app.MapMySessions();
                if (me is null)
                    pages.RequireAuthorization();
                else
                    me(pages);
                map?.Invoke(app);
            },
            s =>
            {
                s.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
                s.AddAuthorization().AddAntiforgery();
                services?.Invoke(s);
            },
            options, after: s => s.AddSessionTracking().AddCourse("sailing", Lessons).AddFlow("order", "GET /shop/{thing}", "POST /paid"));

    /// <summary>A browser of a person who has signed in there.</summary>
    public static async Task<HttpClient> SignedInAsync(this TrackedApp app, string user, string accept = "application/json")
    {
        var visitor = app.Visitor(accept);
        (await visitor.GetAsync("/")).EnsureSuccessStatusCode();
        (await visitor.PostAsync($"/in/{user}", null)).EnsureSuccessStatusCode();
        return visitor;
    }

    public static async Task<JsonElement> JsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Reads until what was served has been processed.</summary>
    public static async Task<JsonElement> UntilAsync(this HttpClient client, string path, Func<JsonElement, bool> holds)
    {
        var last = default(JsonElement);
        await Waiting.UntilAsync(async () => holds(last = await client.JsonAsync(path)), () => last.ToString(), path);
        return last;
    }
}
