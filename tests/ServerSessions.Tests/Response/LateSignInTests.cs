using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>A sign-in that a request shows only after it was let in: by code of the application, or because tracking stands before authentication.</summary>
public sealed class LateSignInTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_blocked_ticket_is_refused_in_a_browser_without_our_cookie_and_the_wrong_order_is_reported(bool isEarly)
    {
        await using var app = await TrackedApp.StartAsync(
            app =>
            {
                if (isEarly)
                    app.UseSessionTracking();
                app.UseAuthentication();
                app.UseAuthorization();
                if (!isEarly)
                    app.UseSessionTracking();
                SignInApp.Map(app);
            },
            SignInApp.Services, use: false);
        var ticket = await BlockedAsync(app, "/in/alice");

        using var answer = await ShowAsync(app, "/who", ticket);
        Assert.Equal(isEarly ? (HttpStatusCode.OK, "anonymous") : (HttpStatusCode.Forbidden, null), (answer.StatusCode, isEarly ? await answer.Content.ReadAsStringAsync() : null));
        Assert.Equal(isEarly, app.Warned("UseSessionTracking stands before UseAuthentication"));
    }

    [Fact]
    public async Task A_blocked_ticket_that_a_handler_authenticates_itself_is_refused()
    {
        await using var app = await TrackedApp.StartAsync(
            app =>
            {
                SignInApp.Map(app);
                app.MapGet("/own", async (HttpContext c) => (await c.AuthenticateAsync("Identity.Application")).Principal?.Identity?.Name ?? "anonymous");
            },
            SignInApp.Services);
        var ticket = await BlockedAsync(app, "/identity/alice");
        using var answer = await ShowAsync(app, "/own", ticket);
        Assert.Equal("anonymous", await answer.Content.ReadAsStringAsync());
        Assert.False(app.Warned("UseSessionTracking stands before"));
    }

    private static async Task<string> BlockedAsync(TrackedApp app, string signIn)
    {
        using var answer = await app.Visitor().PostAsync(signIn, null);
        var session = await SignInApp.SessionOfAsync(app, "alice", 1);
        await app.Services.GetRequiredService<ISessionControl>().BlockAsync(ResponseTarget.OfSession(session), new ResponseNote("stolen"));
        return answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(".AspNetCore", StringComparison.Ordinal)).Split(';')[0];
    }

    private static Task<HttpResponseMessage> ShowAsync(TrackedApp app, string path, string ticket) =>
        app.Visitor().SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", ticket } } });
}
