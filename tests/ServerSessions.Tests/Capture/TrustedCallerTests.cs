using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>Callers of networks that are named pass their session on; whatever it is, it exempts from nothing.</summary>
public sealed class TrustedCallerTests
{
    private const string Id = "session.id=0af7651916cd43dd8448eb211c80319c";

    [Theory]
    [InlineData("127.0.0.0/8")]
    [InlineData("127.0.0.1/32")]
    public async Task Requests_of_one_session_of_a_trusted_caller_are_one_session(string network)
    {
        await using var app = await StartAsync(network);
        var answers = await SendAsync(app, ("a=1, " + Id + ";p=2", "/one"), (Id, "/two"), ("b=" + Id + "," + Id, "/one"));
        var session = await app.OnlySessionAsync(3);
        Assert.Equal(KeyKind.Propagated, session.KeyKind);
        Assert.Equal(["GET /one", "GET /two", "GET /one"], session.Steps.Select(s => s.Step));
        Assert.All(answers, a => Assert.False(a.Headers.Contains("Set-Cookie")));
        // As without it for every rule and cap.
        Assert.All(app.Events, e => Assert.True(e.Is(EventFlags.FirstContact)));
        Assert.DoesNotContain("0af7651916cd43dd8448eb211c80319c", session.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_is_the_same_on_nodes_with_the_same_keys_and_another_with_other_keys()
    {
        var keys = new List<Pseudonym>();
        foreach (var key in (SessionKey[])[TestKeys.Old, TestKeys.Old, TestKeys.New])
        {
            await using var app = await StartAsync("127.0.0.0/8", o => o.Keys.Add(key));
            await SendAsync(app, (Id, "/one"));
            await app.SettledAsync(1);
            keys.Add(app.Events[0].Key);
        }

        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[0], keys[2]);
    }

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("::1/128")]
    [InlineData(null)]
    public async Task From_any_other_network_it_is_ignored(string? network)
    {
        await using var app = await StartAsync(network);
        await SendAsync(app, (Id, "/one"), (Id, "/two"));
        Assert.Equal(2, (await app.SessionsAsync(2)).Count);
        Assert.All(app.Events, e => Assert.Equal(KeyKind.Cookie, e.KeyKind));
    }

    [Fact]
    public async Task The_connection_is_trusted_and_not_what_it_says_of_its_client()
    {
        await using var trusted = await StartAsync("127.0.0.0/8");
        await SendAsync(trusted, [("X-Forwarded-For", "203.0.113.9")], (Id, "/one"));
        await trusted.SettledAsync(1);
        Assert.Equal(KeyKind.Propagated, trusted.Events[0].KeyKind);
        await using var other = await StartAsync("203.0.113.0/24");
        await SendAsync(other, [("X-Forwarded-For", "203.0.113.9")], (Id, "/one"));
        await other.SettledAsync(1);
        Assert.Equal(KeyKind.Cookie, other.Events[0].KeyKind);
    }

    [Fact]
    public async Task The_connection_is_trusted_also_where_the_host_applies_forwarded_headers_outside_the_application()
    {
        string[] args = ["--ForwardedHeaders_Enabled=true"];
        await using var trusted = await StartAsync("127.0.0.0/8", args: args);
        await SendAsync(trusted, [("X-Forwarded-For", "203.0.113.9")], (Id, "/one"));
        await trusted.SettledAsync(1);
        Assert.Equal(KeyKind.Propagated, trusted.Events[0].KeyKind);
        await using var other = await StartAsync("203.0.113.0/24", args: args);
        await SendAsync(other, [("X-Forwarded-For", "203.0.113.9")], (Id, "/one"), (Id, "/address"));
        await other.SettledAsync(2);
        Assert.Equal(200, other.Events[1].Status);
        Assert.All(other.Events, e => Assert.Equal(KeyKind.Cookie, e.KeyKind));
    }

    [Fact]
    public async Task No_caller_is_trusted_behind_a_startup_filter_that_stands_before_all_others_and_a_warning_names_it()
    {
        await using var app = await StartAsync("203.0.113.0/24", after: s => s.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, ReplacesAddress>()));
        await SendAsync(app, (Id, "/one"));
        await app.SettledAsync(1);
        Assert.Equal(KeyKind.Cookie, app.Events[0].KeyKind);
        Assert.True(app.Warned("TrustedCallers has no effect"));
        Assert.True(app.Warned(nameof(ReplacesAddress)));
    }

    [Fact]
    public async Task What_is_recorded_in_a_connection_of_a_passed_on_session_is_a_first_contact_as_its_requests_are()
    {
        await using var app = await StartAsync("127.0.0.0/8");
        await SendAsync(app, (Id, "/events"));
        await app.SettledAsync(1);
        var recorded = app.Events.Single(e => e.Is(EventFlags.Custom));
        Assert.Equal((KeyKind.Propagated, true), (recorded.KeyKind, recorded.Is(EventFlags.FirstContact)));
    }

    [Fact]
    public async Task A_cookie_a_sign_in_and_a_token_come_first_and_a_client_that_opts_out_is_not_tracked()
    {
        await using var app = await StartAsync("127.0.0.0/8");
        var visitor = app.Visitor();
        await visitor.PostAsync("/in/alice", null);
        await visitor.SendAsync(With(HttpMethod.Get, "/one", Id));
        await SendAsync(app, [("Sec-GPC", "1")], (Id, "/one"));
        await app.SettledAsync(3);
        Assert.Equal([KeyKind.Cookie, KeyKind.Cookie, KeyKind.Daily], app.Events.Select(e => e.KeyKind));
        Assert.Equal(app.Events[0].Key, app.Events[1].Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("session.id=")]
    [InlineData("session.id")]
    [InlineData("SESSION.ID=8f1e")]
    [InlineData("xsession.id=8f1e")]
    [InlineData("=session.id=8f1e")]
    public async Task Baggage_without_a_session_names_none(string baggage)
    {
        await using var app = await StartAsync("127.0.0.0/8");
        await SendAsync(app, (baggage, "/one"));
        await app.SettledAsync(1);
        Assert.Equal(KeyKind.Cookie, app.Events[0].KeyKind);
    }

    [Fact]
    public async Task Baggage_longer_than_the_standard_allows_names_none()
    {
        await using var app = await StartAsync("127.0.0.0/8");
        string[] hostile =
        [
            "session.id=" + new string('x', 129), new string('a', 8192) + "=1," + Id, string.Join(',', Enumerable.Range(0, 180).Select(i => $"k{i}=1")) + "," + Id, new string(',', 4000) + Id,
        ];
        foreach (var baggage in hostile)
            await SendAsync(app, (baggage, "/one"));
        await app.SettledAsync(hostile.Length);
        Assert.All(app.Events, e => Assert.Equal(KeyKind.Cookie, e.KeyKind));
    }

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/33")]
    [InlineData("gateway")]
    [InlineData("10.0.0.5/8")]
    [InlineData("fd00::1/8")]
    [InlineData("010.0.0.0/8")]
    [InlineData("")]
    public async Task A_network_that_is_none_stops_the_start(string network)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(network));
        Assert.Contains($"TrustedCallers has \"{network}\"", failure.Message, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage[]> SendAsync(TrackedApp app, params (string Baggage, string Path)[] requests) => SendAsync(app, [], requests);

    private static async Task<HttpResponseMessage[]> SendAsync(TrackedApp app, (string Name, string Value)[] headers, params (string Baggage, string Path)[] requests)
    {
        var answers = new List<HttpResponseMessage>();
        foreach (var (baggage, path) in requests)
        {
            // A caller keeps no cookies.
            using var caller = app.Visitor();
            var request = With(HttpMethod.Get, path, baggage);
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            answers.Add(await caller.SendAsync(request));
        }

        return [.. answers];
    }

    private static HttpRequestMessage With(HttpMethod method, string path, string baggage)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("baggage", baggage);
        return request;
    }

    private sealed class ReplacesAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(pipeline => context =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.9");
                return pipeline(context);
            });
            next(app);
        };
    }

    private static Task<TrackedApp> StartAsync(
        string? network, Action<SessionTrackingOptions>? options = null, Action<IServiceCollection>? after = null, string[]? args = null) => TrackedApp.StartAsync(
        app =>
        {
            app.UseForwardedHeaders();
            SignInApp.Map(app);
            app.MapGet("/one", () => Results.Content("one", "text/html"));
            // The forwarded address reaches the application.
            app.MapGet("/address", (HttpContext c) => c.Connection.RemoteIpAddress?.ToString() == "203.0.113.9" ? Results.Content("address", "text/html") : Results.StatusCode(500));
            app.MapGet("/events", async (HttpContext c) =>
            {
                c.Response.ContentType = "text/event-stream";
                await c.Response.StartAsync();
                c.GetTrackedSession()!.Record("opened");
            });
            app.MapGet("/two", () => Results.Content("two", "text/html"));
        },
        services =>
        {
            SignInApp.Services(services);
            services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor);
        },
        o =>
        {
            if (network is not null)
                o.TrustedCallers.Add(network);
            options?.Invoke(o);
        },
        kestrel: true,
        after: after,
        args: args);
}
