using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ServerSessions.Capture;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Capture.Identity;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;
using ServerSessions.Hosting;
using ServerSessions.Journeys;
using ServerSessions.Privacy;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Storage.Redis;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Hosting;

/// <summary>
/// A connection that was disposed of beneath the services cancels their calls, or says that it is disposed of. That is no stop of the host: a background
/// service that ended with it would end the application.
/// </summary>
public sealed class DisposedConnectionTests
{
    private readonly TestClock _clock = new();
    private readonly ISessionStorage _storage;
    private volatile Exception? _fault;
    private int _faults;

    public DisposedConnectionTests() => _storage = FaultyStorage.Over(new InProcessStorage(new InProcessStorageOptions(2), _clock), call =>
    {
        if (_fault is not { } fault || call is "get_Partitions")
            return;
        Interlocked.Increment(ref _faults);
        throw fault;
    });

    public static TheoryData<bool, string> Services()
    {
        var all = new TheoryData<bool, string>();
        foreach (var service in new[] { "salt", "facts", "flusher", "worker", "catalog", "keys" })
        {
            all.Add(true, service);
            all.Add(false, service);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task A_service_whose_calls_are_cancelled_by_its_connection_tries_again(bool isCancelled, string name)
    {
        _fault = isCancelled ? new OperationCanceledException("The connection was closed.") : new ObjectDisposedException("ConnectionMultiplexer");
        using var service = Service(name);
        await service.StartAsync(default);
        await Waiting.UntilAsync(() => Volatile.Read(ref _faults) > 0 && _clock.Waiting > 0);
        Assert.False(service.ExecuteTask!.IsCompleted);
        var before = Volatile.Read(ref _faults);
        await Waiting.UntilAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            return Volatile.Read(ref _faults) > before;
        });
        Assert.False(service.ExecuteTask.IsCompleted);
        Assert.False(service is FlusherService { HasFailed: true } or RollerService { HasFailed: true });
        _fault = null;
        await service.StopAsync(default);
        Assert.True(service.ExecuteTask.IsCompletedSuccessfully || service.ExecuteTask.IsCanceled);
    }

    [Fact]
    public async Task A_start_is_not_ended_by_it_either()
    {
        var start = new RedisStartService(_storage, new RedisConnection(new ApplicationRedis(() => throw new NotSupportedException()), _clock, NullLogger<RedisConnection>.Instance), new RedisStorageOptions(), _clock, NullLogger<RedisStartService>.Instance);
        _fault = new OperationCanceledException();
        await start.StartAsync(default);
        _fault = new ObjectDisposedException("ConnectionMultiplexer");
        await start.StartAsync(default);
        _fault = new InvalidOperationException("16 partitions are stored, and the options say 8.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => start.StartAsync(default));
    }

    private BackgroundService Service(string name)
    {
        var queue = new EventQueue(16, 1 << 16);
        return name switch
        {
            "salt" => new DailySalt(_storage, _clock, NullLogger<DailySalt>.Instance),
            "facts" => new LoginFacts(_storage, _clock, NullLogger<LoginFacts>.Instance),
            "flusher" => new FlusherService(
                queue, _storage, new Backpressure(queue, _clock), new CurrentCatalog(), new DroppedSessions(_clock), new CaptureCounters(),
                new ProducerMetrics(), _clock, NullLogger<FlusherService>.Instance),
            "catalog" => new CatalogPublisher(
                Started(), _storage, new CatalogStore(_storage, NullLogger<CatalogStore>.Instance), new CurrentCatalog(), new Deployments(_storage),
                new DeployedVersion(Options.Create(new SessionTrackingOptions())), _clock, NullLogger<CatalogPublisher>.Instance),
            "keys" => new KeyHistoryService(_storage, new KeyRing([TestKeys.New], _clock), _clock, NullLogger<KeyHistoryService>.Instance),
            _ => new RollerService(
                _storage, () => throw new InvalidOperationException("No partition is taken."), new RollerOptions(), new RollerMetrics(), _clock,
                NullLogger<RollerService>.Instance),
        };
    }

    private static ApplicationLifetime Started()
    {
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        lifetime.NotifyStarted();
        return lifetime;
    }
}
