using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Journeys;
using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>Workers on one Redis share its partitions, and one that is stopped hands over at once.</summary>
public class RedisWorkersTests
{
    [Fact]
    public async Task A_worker_that_joins_gets_its_part()
    {
        await using var server = await RedisServer.StartAsync();
        using var first = Worker(server.Endpoint);
        await first.StartAsync();
        var storage = first.Services.GetRequiredService<ISessionStorage>();
        await UntilAsync(storage, owners => owners.Length == 2 && owners.Distinct().Count() == 1);
        using var second = Worker(server.Endpoint);
        await second.StartAsync();
        await UntilAsync(storage, owners => owners.Length == 2 && owners.Distinct().Count() == 2);
        await first.StopAsync();
        await second.StopAsync();
    }

    [Fact]
    public async Task A_worker_that_stops_hands_over_without_a_wait_for_its_leases_to_run_out()
    {
        await using var server = await RedisServer.StartAsync();
        // Leases that are not given back outlast this test.
        var options = new RollerOptions { LeaseTtl = TimeSpan.FromHours(1) };
        using var first = Worker(server.Endpoint, options);
        await first.StartAsync();
        var alone = await UntilAsync(first.Services.GetRequiredService<ISessionStorage>(), owners => owners.Length == 2);
        using var second = Worker(server.Endpoint, options);
        await second.StartAsync();

        var stopping = first.StopAsync();
        await UntilAsync(second.Services.GetRequiredService<ISessionStorage>(), owners => owners.Length == 2 && !owners.Contains(alone[0]));
        await stopping;
        await second.StopAsync();
    }

    private static IHost Worker(string endpoint, RollerOptions? options = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(options ?? new RollerOptions());
        builder.Services.AddSessionTracking(o =>
        {
            o.Roles = SessionTrackingRoles.Roll;
            o.Partitions = 2;
        }).UseRedis(endpoint);
        return builder.Build();
    }

    // The owners of the partitions that have one.
    private static async Task<string[]> UntilAsync(ISessionStorage storage, Func<string[], bool> done, [CallerArgumentExpression(nameof(done))] string what = "")
    {
        string[] owners = [];
        await Waiting.UntilAsync(
            async () =>
            {
                await storage.StartAsync(default);
                var all = new[] { await storage.StatusAsync(0, default), await storage.StatusAsync(1, default) };
                owners = [.. all.Select(s => s.Owner).OfType<string>()];
                return done(owners);
            },
            () => $"The owners are {string.Join(", ", owners)}.",
            what);
        return owners;
    }
}
