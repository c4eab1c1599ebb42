using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerSessions.Reports;
using ServerSessions.Reports.Roles;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>The event stream of live sessions: its events, its limits and its ends.</summary>
public sealed class LiveFeedTests
{
    private const string Door = "/admin/sessions/sessions/live";

    [Fact]
    public async Task A_listener_gets_the_open_sessions_and_then_each_change()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        await visitor.GetAsync("/page");
        await app.SettledAsync(2);
        using var stream = await ListenAsync(app);
        var first = await stream.NextAsync();
        Assert.Equal("sessions", first.Event);
        var session = Assert.Single(first.Data.GetProperty("sessions").EnumerateArray()).GetProperty("id").GetString();

        await visitor.GetAsync("/other");

        var next = await stream.NextAsync();
        Assert.Equal(session, Assert.Single(next.Data.GetProperty("sessions").EnumerateArray()).GetProperty("id").GetString());
        Assert.Empty(next.Data.GetProperty("left").EnumerateArray());
    }

    [Fact]
    public async Task The_stream_ends_when_the_host_stops()
    {
        await using var app = await StartAsync();
        using var stream = await ListenAsync(app);
        await stream.NextAsync();
        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Null(await stream.ReadToEndAsync());
    }

    [Fact]
    public async Task The_number_of_listeners_is_bounded_and_one_that_leaves_makes_room()
    {
        await using var app = await StartAsync();
        var feed = app.Services.GetRequiredService<LiveFeed>();
        var listeners = Enumerable.Range(0, LiveFeed.MaxListeners).Select(_ => feed.Join(Everything)!).ToList();

        var refused = await app.Visitor("text/event-stream").GetAsync(Door);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("listeners already", await refused.Content.ReadAsStringAsync());
        listeners[0].Dispose();
        using (var stream = await ListenAsync(app))
            await stream.NextAsync();
        await Waiting.UntilAsync(() => Task.FromResult(feed.Listeners == LiveFeed.MaxListeners - 1), what: "the listener has left");
        foreach (var listener in listeners.Skip(1))
            listener.Dispose();
    }

    [Fact]
    public async Task A_head_request_takes_no_listener()
    {
        await using var app = await StartAsync();
        var head = await app.Visitor("text/event-stream").SendAsync(new HttpRequestMessage(HttpMethod.Head, Door));
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(0, app.Services.GetRequiredService<LiveFeed>().Listeners);
    }

    private static readonly SessionAdminAccess Everything = new(AdminRole.All);

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(app =>
    {
        app.MapGet("/page", () => "page");
        app.MapGet("/other", () => "other");
        app.MapSessionTracking().AllowAnonymous();
    });

    private static async Task<EventStream> ListenAsync(TrackedApp app)
    {
        var response = await app.Visitor("text/event-stream").GetAsync(Door, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl!.NoStore);
        return new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    private sealed class EventStream(HttpResponseMessage response, StreamReader reader) : IDisposable
    {
        public async Task<(string Event, JsonElement Data)> NextAsync()
        {
            for (string? name = null; await Waiting.InTimeAsync(reader.ReadLineAsync(), "an event arrives") is { } line;)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                    name = line["event: ".Length..];
                else if (line.StartsWith("data: {", StringComparison.Ordinal))
                    return (name!, JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..]));
            }

            throw new InvalidOperationException("The stream has ended.");
        }

        /// <summary>Null once it has ended.</summary>
        public async Task<string?> ReadToEndAsync()
        {
            while (await Waiting.InTimeAsync(reader.ReadLineAsync(), "the stream ends") is not null)
            {
            }

            return null;
        }

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }
    }
}
