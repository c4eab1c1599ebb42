using ServerSessions.Chaos.Children;
using ServerSessions.Chaos.Journal;
using ServerSessions.Detection;
using ServerSessions.Insights.Folds;
using ServerSessions.Journeys;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Compare;

/// <summary>Reads what the product has stored, through its own storage and its own codecs.</summary>
internal sealed class StoredState : IAsyncDisposable
{
    private const int PageSize = 500;
    private readonly IHost _host;

    private StoredState(IHost host, ChildSettings settings) => (_host, Settings) = (host, settings);

    public ChildSettings Settings { get; }

    public IServiceProvider Services => _host.Services;

    public ISessionStorage Storage => _host.Services.GetRequiredService<ISessionStorage>();

    public static async Task<StoredState> OpenAsync(ChildSettings settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, EnvironmentName = "Production" });
        Tracking.Add(builder.Services, settings with { Role = ChildRole.Reader });
        var state = new StoredState(builder.Build(), settings);
        await state.Storage.StartAsync(default);
        return state;
    }

    /// <summary>How every partition stands; on a busy machine a call may end without an answer, and is sent again.</summary>
    public async Task<IReadOnlyList<PartitionStatus>> StatusAsync()
    {
        IReadOnlyList<PartitionStatus>? all = null;
        await Waiting.UntilAsync("the storage answers", Waiting.Patience, async () => (all = await TryStatusAsync()) is not null);
        return all!;
    }

    /// <summary>Waits until everything appended is committed and everything committed is delivered. False when it does not come to that.</summary>
    public Task<bool> SettleAsync(TimeSpan within) => ComesTrueAsync(within, IsSettledAsync);

    /// <summary>Waits until a session is closed: how long one stays open depends on the machine, and a run without one shows nothing. False when none closes.</summary>
    public Task<bool> WaitForClosedAsync(TimeSpan within) => ComesTrueAsync(within, HasClosedAsync);

    private static async Task<bool> ComesTrueAsync(TimeSpan within, Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(within);
        while (!patience.IsCancellationRequested)
        {
            if (await condition())
                return true;
            await Task.Delay(50);
        }

        return false;
    }

    /// <summary>Closed and open journeys, and the rollups of the closed ones. No worker may be processing.</summary>
    public async Task<StoredJourneys> ReadAsync()
    {
        var services = _host.Services;
        var reader = new JourneyReader(Storage, services.GetRequiredService<JourneySettings>(), services.GetRequiredService<DetectionEngine>());
        var closed = await ClosedAsync(reader);
        var live = (await reader.NewestOpenAsync(before: null, users: null, int.MaxValue, default)).Sessions.Select(s => reader.ReadOpen(s.State)).ToList();
        var events = new FoldedEvents();
        foreach (var journey in closed.Concat(live).OrderBy(j => j.Id))
            foreach (var step in journey.Steps.Where(s => EventName.NumberOf(s.Name) >= 0))
                events.Add(journey.Key, EventName.NumberOf(step.Name), step.Count);
        var rollups = await Storage.ReadRollupsAsync(OverviewFold.Name, 0, DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeSeconds() / 3600, default);
        return new StoredJourneys(
            events, closed.Concat(live).Sum(j => (long)j.Requests + j.Passive), StepCounts(closed.Concat(live)), closed.Count, closed.Sum(j => (long)j.StepCount),
            rollups.Values.Sum(h => h.GetValueOrDefault("sessions")), rollups.Values.Sum(h => h.GetValueOrDefault("steps")));
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            _host.Dispose();
    }

    private static Dictionary<string, long> StepCounts(IEnumerable<Journey> journeys)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var step in journeys.SelectMany(j => j.Steps))
            counts[step.Name] = counts.GetValueOrDefault(step.Name) + step.Count;
        return counts;
    }

    private async Task<List<Journey>> ClosedAsync(JourneyReader reader)
    {
        var closed = new List<Journey>();
        SessionId? before = null;
        while (true)
        {
            var page = await Storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, before, PageSize), default);
            closed.AddRange(page.Select(reader.Read));
            if (page.Count < PageSize)
                return closed;
            before = page[^1].Id;
        }
    }

    private async Task<bool> HasClosedAsync()
    {
        try
        {
            return (await Storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 1), default)).Count > 0;
        }
        catch (Exception exception) when (exception is StorageUnavailableException or TimeoutException)
        {
            return false;
        }
    }

    private async Task<bool> IsSettledAsync() => await TryStatusAsync() is { } all && all.All(s => s.Backlog == 0 && s.Outbox == 0);

    private async Task<IReadOnlyList<PartitionStatus>?> TryStatusAsync()
    {
        try
        {
            return await Task.WhenAll(Enumerable.Range(0, Storage.Partitions).Select(p => Storage.StatusAsync(p, default).AsTask()));
        }
        catch (Exception exception) when (exception is StorageUnavailableException or TimeoutException)
        {
            return null;
        }
    }
}
