using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Person;

/// <summary>The person's own pages are closed unless the application opens them, and then to signed-in people only.</summary>
public sealed class MySessionsClosedTests
{
    private static readonly (string Method, string Path)[] Doors =
    [
        ("GET", ""), ("GET", "/activity"), ("GET", "/goals"), ("POST", "/goals"), ("POST", "/goals/remove"), ("POST", "/sharing"), ("GET", "/sessions"),
        ("POST", "/sessions/019a9e5c-7c40-7000-8abc-00000000ffff/sign-out"), ("POST", "/sessions/sign-out-others"), ("GET", "/what/ever"),
        ("GET", "/export"), ("GET", "/data"), ("DELETE", "/data"), ("POST", "/data/erase"), ("GET", "/consent"), ("GET", "/transparency"),
    ];

    [Fact]
    public async Task A_stranger_gets_the_challenge_as_a_browser_and_401_as_a_program()
    {
        await using var app = await PersonApp.StartAsync();
        foreach (var (method, path) in Doors)
        {
            var program = await SendAsync(app.Visitor("application/json"), method, path);
            Assert.Equal(HttpStatusCode.Unauthorized, program.StatusCode);
            Assert.Empty(await program.Content.ReadAsStringAsync());
        }

        Assert.Equal(HttpStatusCode.Found, (await app.Visitor().GetAsync("/me/activity")).StatusCode);
    }

    [Fact]
    public async Task A_visitor_without_an_account_sees_no_activity_where_everyone_may_come_in()
    {
        await using var app = await PersonApp.StartAsync(me => me.AllowAnonymous());
        foreach (var (method, path) in Doors.Where(d => d.Path is not ("/what/ever" or "/consent" or "/transparency")))
        {
            var program = await SendAsync(app.Visitor("application/json"), method, path);
            Assert.Equal(HttpStatusCode.Unauthorized, program.StatusCode);
            Assert.True(program.Headers.CacheControl!.NoStore);
        }

        foreach (var path in (string[])["/consent", "/transparency"])
            Assert.Equal(HttpStatusCode.OK, (await app.Visitor("application/json").GetAsync("/me" + path)).StatusCode);
        var browser = await app.Visitor().GetAsync("/me/activity");
        Assert.Equal(HttpStatusCode.Found, browser.StatusCode);
        Assert.Contains("/Account/Login", browser.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Every_mapped_route_is_among_the_doors()
    {
        await using var app = await PersonApp.StartAsync();
        var doors = Doors.Select(d => d.Path).ToHashSet();
        foreach (var route in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!)
            .Where(r => r.StartsWith("/me", StringComparison.Ordinal) && !r.Contains("**", StringComparison.Ordinal) && !r.Contains("assets", StringComparison.Ordinal)))
            Assert.Contains(route["/me".Length..].TrimEnd('/').Replace("{id}", "019a9e5c-7c40-7000-8abc-00000000ffff", StringComparison.Ordinal), doors);
    }

    [Fact]
    public async Task Nothing_is_shown_in_development_until_the_application_decides()
    {
        await using var app = await PersonApp.StartAsync(_ => { });
        var person = await app.SignedInAsync("anna");
        var response = await person.GetAsync("/me/activity");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("MapMySessions(…).RequireAuthorization()", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_instructors_view_cannot_be_opened_to_everyone()
    {
        await using var app = await PersonApp.StartAsync(map: a => a.MapInstructorView().AllowAnonymous());
        var response = await app.Visitor("application/json").GetAsync("/instructor");
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("cannot be opened to everyone", await response.Content.ReadAsStringAsync());
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => TrackedApp.StartAsync(
            a => a.MapInstructorView().AllowAnonymous(), s => s.AddAuthorization(), environment: "Production"));
        Assert.Contains("Nothing protects the instructor's view", refused.Message);
    }

    [Fact]
    public async Task Every_answer_stays_out_of_caches_and_no_other_site_can_act()
    {
        await using var app = await PersonApp.StartAsync();
        foreach (var accept in (string[])["text/html", "application/json"])
        {
            var person = await app.SignedInAsync("anna", accept);
            foreach (var (method, path) in Doors.Where(d => d.Method == "GET" && d.Path is not ("/what/ever" or "/transparency")))
                Assert.True((await SendAsync(person, method, path)).Headers.CacheControl!.NoStore, path);
            foreach (var (method, path) in Doors.Where(d => d.Method == "POST"))
            {
                var request = new HttpRequestMessage(new HttpMethod(method), "/me" + path) { Content = new FormUrlEncodedContent([]) };
                request.Headers.Add("Sec-Fetch-Site", "cross-site");
                Assert.Equal(HttpStatusCode.Forbidden, (await person.SendAsync(request)).StatusCode);
                // From a page of this site, but without its token.
                request = new HttpRequestMessage(new HttpMethod(method), "/me" + path) { Content = new FormUrlEncodedContent([]) };
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
                Assert.Equal(HttpStatusCode.Forbidden, (await person.SendAsync(request)).StatusCode);
                Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(person, "GET", path + "/x")).StatusCode);
            }
        }
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path) =>
        client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/me" + path));
}
