using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Storage;
using ServerSessions.Testing;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>Workers on one Redis share its partitions, and one that is stopped hands over at once.</summary>
public class RedisWorkersTests
{
    [Fact]
    public async Task A_worker_that_joins_gets_its_part_and_one_that_stops_hands_over_at_once()
    {
        await using var server = await RedisServer.StartAsync();
        using var first = Worker(server.Endpoint);
        await first.StartAsync();
        var storage = first.Services.GetRequiredService<ISessionStorage>();
        var alone = await UntilAsync(storage, owners => owners.Length == 2 && owners.Distinct().Count() == 1);
        using var second = Worker(server.Endpoint);
        await second.StartAsync();
        await UntilAsync(storage, owners => owners.Length == 2 && owners.Distinct().Count() == 2);

        var stopping = first.StopAsync();
        var after = Stopwatch.StartNew();
        storage = second.Services.GetRequiredService<ISessionStorage>();
        await UntilAsync(storage, owners => owners.Length == 2 && !owners.Contains(alone[0]));
        // 200 ms on a machine that has nothing else to do; the lease itself would last for 2 s or more.
        Assert.InRange(after.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1.5));
        await stopping;
        await second.StopAsync();
    }

    private static IHost Worker(string endpoint)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.Services.AddSessionTracking(o =>
        {
            o.Roles = SessionTrackingRoles.Roll;
            o.Partitions = 2;
        }).UseRedis(endpoint);
        return builder.Build();
    }

    // The owners of the partitions that have one.
    private static async Task<string[]> UntilAsync(ISessionStorage storage, Func<string[], bool> done)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            await storage.StartAsync(late.Token);
            var all = new[] { await storage.StatusAsync(0, late.Token), await storage.StatusAsync(1, late.Token) };
            var owners = all.Select(s => s.Owner).OfType<string>().ToArray();
            if (done(owners))
                return owners;
            await Task.Delay(10, late.Token);
        }
    }
}
