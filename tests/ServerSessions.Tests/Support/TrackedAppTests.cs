using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Tests.Support;

public class TrackedAppTests
{
    [Fact]
    public async Task What_was_served_settles_while_the_clock_stands_still()
    {
        var clock = new TestClock();
        await using var app = await TrackedApp.StartAsync(a => a.MapGet("/", () => "home"), s => s.AddSingleton<TimeProvider>(clock));
        using var visitor = app.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
        Assert.Equal(1, (await app.OnlySessionAsync(1)).Requests);
        Assert.Equal(TestClock.Epoch, clock.GetUtcNow());
    }
}
