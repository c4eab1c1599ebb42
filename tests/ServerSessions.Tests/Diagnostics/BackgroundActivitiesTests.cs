using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Diagnostics;

public class BackgroundActivitiesTests
{
    [Fact]
    public async Task A_commit_that_takes_something_over_is_an_activity()
    {
        var rolled = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == SessionTrackingDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = rolled.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/", () => "page"), options: o => o.Partitions = 1);
        using var visitor = app.Visitor();
        await visitor.GetAsync("/");
        await app.SettledAsync(1);
        await Waiting.UntilAsync(() => rolled.Any(a => a.OperationName == "serversessions.roll" && a.GetTagItem("serversessions.partition") is 0));
    }
}
