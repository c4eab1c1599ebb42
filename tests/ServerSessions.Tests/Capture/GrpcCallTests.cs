using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model;
using ServerSessions.Tests.Support;
using ServerSessions.Tests.Support.Grpc;

namespace ServerSessions.Tests.Capture;

/// <summary>Calls of the real gRPC server: a unary one is an act like a call of any API, a stream is a connection.</summary>
public class GrpcCallTests
{
    [Fact]
    public async Task A_unary_call_is_an_act_and_streams_are_none()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        foreach (var method in new[] { "Watch", "Upload", "Chat", "Place" })
            Assert.Equal("0", await CallAsync(visitor, method));
        var session = await app.OnlySessionAsync(5);
        Assert.Equal(3, session.Passive);
        Assert.True(session.Summary.Engaged);
        var calls = app.Events.Where(e => e.Step.Contains("shop.Orders", StringComparison.Ordinal)).ToDictionary(e => e.Step.Split('/')[^1], e => e.Flags & (EventFlags.Passive | EventFlags.Connection));
        Assert.All(new[] { "Watch", "Upload", "Chat" }, stream => Assert.Equal(EventFlags.Passive | EventFlags.Connection, calls[stream]));
        Assert.Equal(EventFlags.None, calls["Place"]);
    }

    [Theory]
    [InlineData(0, Outcome.Ok)]
    [InlineData(1, Outcome.Aborted)]
    [InlineData(2, Outcome.Failed)]
    [InlineData(3, Outcome.Invalid)]
    [InlineData(5, Outcome.Missing)]
    [InlineData(6, Outcome.Conflict)]
    [InlineData(7, Outcome.Denied)]
    [InlineData(8, Outcome.Throttled)]
    [InlineData(13, Outcome.Failed)]
    [InlineData(16, Outcome.Denied)]
    public async Task The_outcome_of_a_unary_call_is_the_status_that_gRPC_gives_it(byte status, Outcome outcome)
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        Assert.Equal($"{status}", await CallAsync(visitor, "Place", status));
        await app.SettledAsync(1);
        var call = Assert.Single(app.Events);
        Assert.Equal(("POST /shop.Orders/Place", 200, outcome), (call.Step, call.Status, call.Outcome));
    }

    [Fact]
    public async Task What_a_unary_call_records_is_a_step_of_its_request()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        Assert.Equal("0", await CallAsync(visitor, "Place", query: "?record=order.placed"));
        await app.SettledAsync(1);
        Assert.Equal(["POST /shop.Orders/Place", "order.placed"], app.Events.Select(e => e.Step));
    }

    private static async Task<string> CallAsync(HttpClient visitor, string method, byte status = 0, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/shop.Orders/" + method + query)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            // Not compressed, one byte long, and that byte.
            Content = new ByteArrayContent([0, 0, 0, 0, 1, status]) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TE.ParseAdd("trailers");
        using var response = await visitor.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await response.Content.ReadAsByteArrayAsync();
        return (response.Headers.TryGetValues("grpc-status", out var early) ? early : response.TrailingHeaders.GetValues("grpc-status")).Single();
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        app =>
        {
            app.Use(next => context =>
            {
                if (context.Request.Query["record"] is { Count: 1 } name)
                    context.GetTrackedSession()!.Record(name!);
                return next(context);
            });
            app.MapGet("/page", () => Results.Content("<html></html>", "text/html"));
            app.MapGrpcService<OrderCalls>();
        },
        services => services.AddGrpc());
}
