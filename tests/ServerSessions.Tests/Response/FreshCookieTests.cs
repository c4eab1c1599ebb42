using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>Another session cookie for every few requests hides no signed-in user, and the response holds what signed them in.</summary>
public sealed class FreshCookieTests
{
    [Fact]
    public async Task Objects_that_one_ticket_tries_under_another_session_cookie_each_time_end_the_sign_in()
    {
        await using var app = await TrackedApp.StartAsync(
            app =>
            {
                SignInApp.Map(app);
                app.MapGet("/orders/{id:int}", (int id) => Results.StatusCode(StatusCodes.Status403Forbidden));
            },
            SignInApp.Services,
            after: services => services.AddSessionTracking().Respond("D7", ResponseKind.Revoke));
        using var browser = app.Browser("http://localhost", out var jar);
        await browser.PostAsync("/in/mallory", null);
        var ticket = Assert.Single(jar.Cookies, c => c.Name != TrackedApp.CookieName);

        var clients = new List<HttpClient>();
        for (var i = 0; i < 5; i++)
        {
            using var anonymous = app.Browser("http://localhost", out var other);
            await anonymous.GetAsync("/who");
            var fresh = Assert.Single(other.Cookies, c => c.Name == TrackedApp.CookieName);
            var next = app.Visitor();
            next.DefaultRequestHeaders.Add("Cookie", $"{fresh.Name}={fresh.Value}; {ticket.Name}={ticket.Value}");
            clients.Add(next);
            Assert.Equal("mallory", await next.GetStringAsync("/who"));
            await next.GetAsync($"/orders/{4_001 + (i * 7_919)}");
            await app.SettledAsync(1 + (3 * (i + 1)));
        }

        var control = app.Services.GetRequiredService<ISessionControl>();
        await Waiting.UntilAsync(async () => (await control.ActiveAsync()).Count > 0);
        var decision = (await control.ActiveAsync())[0];
        Assert.Equal(("D7", DecisionTargetKind.AuthSession), (decision.Rule, Assert.Single(decision.Targets).Kind));
        // The first of its cookies as well: what ends is the sign-in.
        await Waiting.UntilAsync(async () => (await clients[0].GetAsync("/who")) is { StatusCode: not HttpStatusCode.OK } || await clients[0].GetStringAsync("/who") == "anonymous");
    }
}
