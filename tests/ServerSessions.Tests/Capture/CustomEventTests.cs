using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>Every event that the application records itself is accounted for: made = recorded + dropped by reason.</summary>
public sealed class CustomEventTests
{
    [Fact]
    public async Task Events_that_storage_takes_are_recorded_and_those_of_an_excluded_request_are_dropped_as_such()
    {
        await using var app = await TrackedApp.StartAsync(a =>
        {
            a.MapGet("/", (HttpContext c) => Record(c, 3));
            a.MapGet("/hidden", (HttpContext c) => Record(c, 2)).DisableSessionTracking();
        });
        await app.Visitor().GetStringAsync("/");
        await app.Visitor().GetStringAsync("/hidden");
        var events = (await app.SettledAsync(2)).CustomEvents;
        Assert.Equal((5, 3, 2), (events.Made, events.Recorded, events.Dropped));
        Assert.Equal(new NamedCount("excluded", 2), Assert.Single(events.DroppedByReason));
    }

    [Fact]
    public async Task An_event_that_is_recorded_after_its_request_has_ended_is_counted_as_that()
    {
        TrackedSession? kept = null;
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/", (HttpContext c) =>
        {
            kept = c.GetTrackedSession();
            return "home";
        }));
        await app.Visitor().GetStringAsync("/");
        await app.SettledAsync(1);
        kept!.Record("late");
        var events = (await app.SettledAsync(1)).CustomEvents;
        Assert.Equal((1, 0), (events.Made, events.Recorded));
        Assert.Equal(new NamedCount("completed", 1), Assert.Single(events.DroppedByReason));
    }

    [Fact]
    public async Task Events_that_find_no_room_in_the_queue_or_go_with_a_refused_request_are_counted_by_reason()
    {
        await using var app = await TrackedApp.StartAsync(
            a => a.MapGet("/", (HttpContext c) => Record(c, 32)),
            after: s =>
            {
                s.AddSingleton(new EventQueue(2, 1 << 20));
            },
            options: o => o.Flood.NewSessionsPerNetwork = 1);
        for (var i = 0; i < 8; i++)
            await app.Visitor().GetStringAsync("/");
        var report = await app.SettledAsync(8);
        var events = report.CustomEvents;
        Assert.Equal(8 * 32, events.Made);
        Assert.Equal(events.Made, events.Recorded + events.Dropped);
        Assert.Equal(events.Dropped, events.DroppedByReason.Sum(r => r.Count));
        Assert.Contains(events.DroppedByReason, r => r.Name == "queue_full");
    }

    [Fact]
    public void Custom_events_have_counters_of_their_own()
    {
        var counters = new CaptureCounters();
        counters.Custom.Make();
        counters.Custom.Drop(DropReason.Flood);
        Assert.Equal((0, 0), (counters.Served, counters.Dropped));
        Assert.Equal(new NamedCount("flood", 1), Assert.Single(counters.Custom.DroppedByReason));
    }

    private static string Record(HttpContext context, int count)
    {
        for (var i = 0; i < count; i++)
            context.GetTrackedSession()!.Record("something");
        return "home";
    }
}
