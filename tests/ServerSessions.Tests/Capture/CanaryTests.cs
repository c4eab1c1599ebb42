using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>R13: nothing raw is kept. What visitors send is marked, and looked for in every byte that storage holds, in logs and answers.</summary>
public sealed class CanaryTests
{
    private const string Canary = "cAnArY7q";

    [Fact]
    public async Task Nothing_that_a_visitor_sends_is_kept_logged_or_shown()
    {
        await using var app = await TrackedApp.StartAsync(Map, s =>
        {
            s.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
            TestValidation.Add(s);
            s.AddLogging(l => l.AddFilter("Microsoft", LogLevel.None));
            TestMvc.Add(s);
        });
        var visitor = app.Visitor(userAgent: "Mozilla/5.0 " + Canary);
        visitor.DefaultRequestHeaders.TryAddWithoutValidation("Referer", $"https://user:{Canary}@elsewhere.example/{Canary}?q={Canary}");
        visitor.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", $"other={Canary}; {TrackedApp.CookieName}={Canary}");
        string[] paths = [$"/items/{Canary}?token={Canary}", $"/{Canary}/nowhere", $"/.env/{Canary}", $"/throws/{Canary}"];
        foreach (var path in paths)
            await visitor.GetAsync(path);
        var form = new FormUrlEncodedContent([KeyValuePair.Create("email", Canary + "@example.org"), KeyValuePair.Create("password", Canary)]);
        await visitor.PostAsync("/login", form);
        var order = new StringContent($$"""{"email":"{{Canary}}","{{Canary}}":1}""", Encoding.UTF8, "application/json");
        await visitor.PostAsync("/mvc/orders", order);
        await visitor.PostAsync("/mvc/bag", new StringContent("""{"counts":{"CANARY":"x"}}""".Replace("CANARY", Canary, StringComparison.Ordinal), Encoding.UTF8, "application/json"));
        await app.SettledAsync(7);

        var storage = app.Services.GetRequiredService<ISessionStorage>();
        Assert.True(Holds(await StorageDump.ReadAsync(storage), "GET /items/{id}"));
        Assert.False(Holds(await StorageDump.ReadAsync(storage), Canary));
        Assert.DoesNotContain(app.Logs.Lines, l => l.Text.Contains(Canary, StringComparison.OrdinalIgnoreCase));
        foreach (var path in new[] { "/admin/sessions/sessions", "/admin/sessions/pipeline", "/admin/sessions/alerts", "/admin/sessions/insights/overview" })
            Assert.DoesNotContain(Canary, await app.Visitor("application/json").GetStringAsync(path), StringComparison.OrdinalIgnoreCase);
        foreach (var session in (await app.Reports.ListAsync(new SessionQuery())).Items)
            Assert.DoesNotContain(Canary, await app.Visitor("application/json").GetStringAsync("/admin/sessions/sessions/" + session.Id), StringComparison.OrdinalIgnoreCase);
    }

    private static bool Holds(IEnumerable<byte[]> bytes, string text) =>
        bytes.Any(b => Encoding.Latin1.GetString(b).Contains(text, StringComparison.OrdinalIgnoreCase));

    private static void Map(WebApplication app)
    {
        app.MapGet("/items/{id}", (string id) => "ok");
        app.MapGet("/throws/{id}", IResult (string id) => throw new InvalidOperationException("no"));
        app.MapPost("/login", async (HttpContext c, [FromForm] string email) => await c.SignInAsync(
            new(new System.Security.Claims.ClaimsIdentity([new("sub", email)], "test")))).DisableAntiforgery().TrackLogin("email");
        app.MapSessionTracking().AllowAnonymous();
        TestMvc.Map(app);
    }
}
