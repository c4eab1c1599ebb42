using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Detection;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Support;

/// <summary>A process that only answers admin requests, on a storage that a test has filled; its clock is the bench's.</summary>
internal sealed class ReplayNode : IAsyncDisposable
{
    private readonly IHost _host;

    private ReplayNode(IHost host) => _host = host;

    public ISessionReplays Replays => _host.Services.GetRequiredService<ISessionReplays>();

    public IServiceProvider Services => _host.Services;

    public static async Task<ReplayNode> StartAsync(RollBench bench, params IEnumerable<ISessionDetector> detectors)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(bench.Clock).AddSingleton<ISessionStorage>(bench.Storage);
        foreach (var detector in detectors)
            builder.Services.AddSingleton(detector);
        builder.Services.AddSessionTracking(o => (o.Roles, o.Partitions) = (SessionTrackingRoles.None, 4));
        var host = builder.Build();
        await host.StartAsync();
        return new ReplayNode(host);
    }

    /// <summary>Waits until a replay has ended, and returns it.</summary>
    public async Task<ReplayReport> EndAsync(string id)
    {
        ReplayReport? replay = null;
        await Waiting.UntilAsync(async () => (replay = await Replays.FindAsync(id)) is { IsOpen: false }, () => $"{replay}", "the replay has ended");
        return replay!;
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
