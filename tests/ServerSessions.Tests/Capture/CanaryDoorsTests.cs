using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerSessions.Detection;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Capture;

/// <summary>
/// R13, for everything that leaves: a signed-in person sends a different token in each place of a request, and none of them may be found in storage, traces, metrics,
/// logs, webhooks, the answers and pages of the admin, or those of the person.
/// </summary>
public sealed class CanaryDoorsTests
{
    private const string Address = "203.0.113.77";
    private const string User = "c7qzvkwUser@example.org";
    private const string Admin = "/admin/sessions";

    // Each begins with "c7qzvkw", which nothing else does, and which no random token has by chance.
    private static readonly string[] Raw = ["c7qzvkw", "203.0.113", "example.org"];

    [Fact]
    public async Task Nothing_that_identifies_a_person_leaves_in_any_signal_answer_or_page()
    {
        using var signals = new CapturedSignals();
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var app = await StartAsync(receiver);
        using var person = app.Visitor("application/json", "Mozilla/5.0 c7qzvkwAgent");
        await ActAsync(person);
        var sent = app.Services.GetRequiredService<ISessionReports>();
        await Waiting.UntilAsync(async () => (await sent.ListAsync(new SessionQuery { User = User })).Items.Count > 0 && receiver.Received.Count > 0);
        await app.SettledAsync(1);
        var ids = (await app.Reports.ListAsync(new SessionQuery { User = User })).Items[0];

        var texts = new List<(string Place, string Text)>();
        texts.AddRange((await StorageDump.ReadAsync(app.Services.GetRequiredService<ISessionStorage>())).Select(b => ("storage", Encoding.Latin1.GetString(b))));
        texts.AddRange(receiver.Received.Select(r => ("webhook", Encoding.UTF8.GetString(r.Body) + string.Join('\n', r.Headers))));
        texts.AddRange(await DoorsAsync(app, accept => app.Visitor(accept), Admin, await PathsAsync(app, ids)));
        texts.AddRange(await DoorsAsync(app, accept => Again(person, accept), "/me", []));
        texts.AddRange(signals.Texts.Select(t => ("trace or metric", t)));
        texts.AddRange(app.Logs.Lines.Select(l => ("log", l.Text)));

        Assert.Equal([], Hits(texts));
        // The search sees what is there: the person is signed in, and doors answer with the person's session.
        foreach (var (place, text) in ((string, string)[])[
            ("storage", "GET /items/{id}"), ("webhook", "T1"), ("trace or metric", $"user.hash={ids.UserHash}"), ("log", ""), (Admin + "/sessions/{id} application/json", ids.UserHash!),
            (Admin + "/sessions/{id} text/html", ids.Id), (Admin + "/alerts/{id} text/html", "T1"), (Admin + "/users/{user}/export application/json", ids.Id), ("/me/export application/json", ids.Id)])
            Assert.Contains(texts, t => t.Place == place && t.Text.Contains(text, StringComparison.Ordinal));
        Assert.All((string[])["activity", "goals", "sessions", "consent", "transparency", "nudges"], page =>
            Assert.All(texts.Where(t => t.Place.StartsWith($"/me/{page} ", StringComparison.Ordinal)), t => Assert.StartsWith("200", t.Text)));
    }

    private static IEnumerable<string> Hits(IEnumerable<(string Place, string Text)> texts) =>
        from t in texts
        from raw in Raw
        let at = t.Text.IndexOf(raw, StringComparison.OrdinalIgnoreCase)
        where at >= 0
        select $"{t.Place}: {t.Text.Substring(Math.Max(0, at - 60), Math.Min(t.Text.Length - Math.Max(0, at - 60), 120))}";

    private static Task<TrackedApp> StartAsync(WebhookReceiver receiver) => TrackedApp.StartAsync(
        Map,
        s =>
        {
            s.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
            s.AddAuthorization().AddAntiforgery();
            s.AddLogging(l => l.AddFilter("Microsoft", LogLevel.None));
            TestValidation.Add(s);
            TestMvc.Add(s);
            s.AddSingleton<ISessionDetector>(new ScriptedDetector("T1", ActorKind.User, c => c.Raise(Severity.High, $"{c.Step} by {c.User}", [c.Mark(c.User.Low, text: c.Step)])));
            s.Configure<WebhookOptions>(o =>
            {
                o.AllowInsecureLoopback = true;
                o.Subscriptions.Add(AlertDelivery.Subscription(receiver.Url));
            });
        },
        o =>
        {
            (o.TagActivities, o.TagLogs) = (true, true);
            o.LiveJourney.RemembersPeople = true;
        },
        use: false,
        after: s => s.AddSessionTracking().AddDashboard().AddFlow("order", "GET /items/{id}", "POST /paid")
            .AddNudge("help", NudgeTrigger.RepeatedFailures, "Try another way.", n => (n.Step, n.Count) = ("POST /login", 2)));

    private static void Map(WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(Address);
            return next(context);
        });
        app.UseSessionTracking();
        app.MapGet("/items/{id}", (string id, HttpContext context) => id.Length + context.Request.Cookies.Count);
        app.MapGet("/cookie", (HttpContext context) => context.Response.Cookies.Append("c7qzvkwCookie", "c7qzvkwCookieValue"));
        app.MapGet("/throws/{id}", IResult (string id) => throw new InvalidOperationException($"{id} failed for {User}"));
        app.MapPost("/login", async (HttpContext context, [FromForm] string email, [FromForm] string password) =>
        {
            if (password != "c7qzvkwRight")
                return Results.Unauthorized();
            await context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(
                [new(ClaimTypes.NameIdentifier, email), new(ClaimTypes.Name, "c7qzvkwName"), new(ClaimTypes.Email, "c7qzvkwClaim@example.org"), new("department", "c7qzvkwCustom")], "test")));
            return Results.NoContent();
        }).DisableAntiforgery().TrackLogin("email");
        app.MapMySessions("/me").RequireAuthorization();
        app.MapSessionNudges("/me");
        app.MapSessionTracking(Admin).AllowAnonymous();
        TestMvc.Map(app);
    }

    // A token in each place that a visitor can write to.
    private static async Task ActAsync(HttpClient person)
    {
        person.DefaultRequestHeaders.TryAddWithoutValidation("Referer", "https://c7qzvkwReferrer:c7qzvkw@c7qzvkwhost.example/c7qzvkw?q=c7qzvkw");
        (await person.GetAsync("/cookie")).EnsureSuccessStatusCode();
        person.DefaultRequestHeaders.TryAddWithoutValidation("X-C7q", "c7qzvkwHeader");
        person.DefaultRequestHeaders.TryAddWithoutValidation("X-Forwarded-For", Address);
        foreach (var password in (string[])["c7qzvkwWrong", "c7qzvkwWrong", "c7qzvkwRight"])
            await person.PostAsync("/login?c7qzvkwKey=c7qzvkw", new FormUrlEncodedContent([KeyValuePair.Create("email", User), KeyValuePair.Create("password", password), KeyValuePair.Create("c7qzvkwField", "c7qzvkw")]));
        foreach (var path in (string[])["/items/c7qzvkwPath?c7qzvkwKey=c7qzvkwQuery", "/c7qzvkwUnknown/c7qzvkw", "/.env/c7qzvkw", "/throws/c7qzvkwException", "/mvc/orders?count=c7qzvkwTyped", "/mvc/orders?c7qzvkwKey=1"])
            await person.GetAsync(path);
        foreach (var (path, json) in ((string, string)[])[
            ("/mvc/orders", """{"email":"c7qzvkwBody","c7qzvkwMember":1}"""), ("/mvc/bag", """{"counts":{"c7qzvkwModelKey":"x"}}"""), ("/mvc/shipment", """{"boxes":[{"c7qzvkwBox":"c7qzvkw"}]}"""), ("/mvc/login", "c7qzvkwNoJson")])
            await person.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
        await person.PostAsync("/mvc/note", new FormUrlEncodedContent([KeyValuePair.Create("c7qzvkwNote[c7qzvkw].Text", "c7qzvkw"), KeyValuePair.Create("Text", "")]));
        // The person's own pages take words too, and refuse or forget those that they do not have; only the area of a goal is kept as it is typed, with the person's settings.
        await person.PutAsJsonAsync("/me/consent", new { purposes = (string[])["analytics", "personalization"], how = "c7qzvkwHow", returnUrl = "/c7qzvkw" });
        await person.PostAsJsonAsync("/me/goals", new { kind = "modules", of = "c7qzvkwCourse", target = 3 });
        await person.PostAsJsonAsync("/me/goals", new { kind = "days", target = 3, c7qzvkwGoal = "c7qzvkw" });
        await person.PostAsJsonAsync("/me/goals/remove", new { id = "c7qzvkwGoal" });
        await person.PostAsync("/me/sessions/c7qzvkwSession/sign-out", null);
        await person.PostAsync("/me/nudges/c7qzvkwNudge/dismiss", null);
        await person.GetAsync("/me/activity?days=c7qzvkw");
    }

    private static HttpClient Again(HttpClient person, string accept)
    {
        person.DefaultRequestHeaders.Remove("Accept");
        person.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        return person;
    }

    private static async Task<Dictionary<string, string>> PathsAsync(TrackedApp app, SessionSummary session)
    {
        var alert = (await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery())).Items[0];
        return new() { ["/sessions/{id}"] = "/sessions/" + session.Id, ["/alerts/{id}"] = "/alerts/" + alert.Id, ["/users/{user}"] = "/users/" + session.UserHash };
    }

    // Every door that is read, as JSON and as a page. A stream of events has no end: its first event is read, where one is certain.
    private static async Task<List<(string Place, string Text)>> DoorsAsync(TrackedApp app, Func<string, HttpClient> client, string below, Dictionary<string, string> ids)
    {
        var texts = new List<(string, string)>();
        foreach (var route in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") != false).Select(e => e.RoutePattern.RawText!)
            .Where(r => r.StartsWith(below, StringComparison.Ordinal) && !r.EndsWith("/events", StringComparison.Ordinal) && !r.Contains("**", StringComparison.Ordinal)).Distinct())
            foreach (var accept in (string[])["application/json", "text/html"])
            {
                var path = ids.Aggregate(route, (r, id) => r.Replace(id.Key, id.Value, StringComparison.Ordinal));
                using var response = await client(accept).GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
                texts.Add(($"{route} {accept}", $"{(int)response.StatusCode} {response.Headers} {await BodyAsync(response)}"));
            }

        return texts;
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
            return await response.Content.ReadAsStringAsync();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            text.AppendLine(line);
        return text.ToString();
    }
}
