using System.Diagnostics.Metrics;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Alerts;
using ServerSessions.Alerts.Budget;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Alerts.Network;
using ServerSessions.Hosting;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Support;

/// <summary>The delivery of alerts as an application has it, over documents in memory and a clock moved by hand.</summary>
internal sealed class AlertDelivery : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const int Partitions = 4;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly ServiceProvider _services;

    private AlertDelivery(ServiceProvider services)
    {
        _services = services;
        Documents = (FakeDocuments)services.GetRequiredService<IDocumentStore>();
        Time = (TestClock)services.GetRequiredService<TimeProvider>();
        Logs = services.GetRequiredService<CapturedLogs>();
    }

    public FakeDocuments Documents { get; }

    public TestClock Time { get; }

    public CapturedLogs Logs { get; }

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public EndpointStates States => _services.GetRequiredService<EndpointStates>();

    public static async Task<AlertDelivery> StartAsync(
        Action<WebhookOptions> configure, AlertDelivery? after = null, HostResolver? resolver = null, IWebhookFormatter? formatter = null, params ISessionAlertHandler[] handlers)
    {
        var logs = after?.Logs ?? new CapturedLogs();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        services.AddSingleton(logs);
        services.AddMetrics();
        services.AddSingleton<IDocumentStore>(after?.Documents ?? new FakeDocuments());
        services.AddSingleton<TimeProvider>(after?.Time ?? new TestClock());
        services.AddSingleton<PartitionCount>(() => Partitions);
        foreach (var handler in handlers) services.AddSingleton(handler);
        if (formatter is not null) services.AddSingleton(formatter);
        if (resolver is not null) services.AddSingleton(resolver);
        services.Configure(configure);
        services.AddAlertDelivery().AddHostedService<AlertDeliveryService>();
        var delivery = new AlertDelivery(services.BuildServiceProvider());
        foreach (var hosted in delivery._services.GetServices<IHostedService>()) await hosted.StartAsync(CancellationToken.None);
        return delivery;
    }

    public static Task<AlertDelivery> ToAsync(params WebhookReceiver[] receivers) =>
        StartAsync(options =>
        {
            options.AllowInsecureLoopback = true;
            foreach (var receiver in receivers) options.Subscriptions.Add(Subscription(receiver.Url));
        });

    public static WebhookSubscription Subscription(Uri url) => new() { Url = url, Secrets = [Secret] };

    public static string Target(WebhookReceiver receiver) => "webhook:" + Subscription(receiver.Url).Id;

    public static HostResolver Resolver(params string[] addresses) => (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());

    public ValueTask AcceptAsync(Alert alert, int partition = 1) =>
        _services.GetRequiredService<AlertDispatcher>().AcceptAsync(partition, alert, CancellationToken.None);

    /// <summary>An alert as it comes from a partition's outbox.</summary>
    public ValueTask AcceptAsync(int partition, StreamPosition position, Alert alert) =>
        _services.GetRequiredService<AlertDispatcher>().AcceptAsync(partition, position, alert, isOfPersons: false, CancellationToken.None);

    public async Task<IReadOnlyList<SuppressedAlerts>> EndedAsync() => await _services.GetRequiredService<AlertBudget>().EndedAsync(CancellationToken.None);

    public IReadOnlyList<Delivery> Deliveries() => [.. Documents.All(DeliveryStore.Table).Select(document => DeliveryStore.Decode(document.Data.Span)).Where(delivery => !delivery.IsUnwritten)];

    /// <summary>Waits for a delivery to become so.</summary>
    public Task<Delivery> UntilAsync(Func<Delivery, bool> so, [CallerArgumentExpression(nameof(so))] string what = "") =>
        Documents.UntilAsync(() => Deliveries().FirstOrDefault(so), what);

    /// <summary>
    /// Waits while the clock goes on in steps: what was begun just before it was moved looks again at its next poll. It stands still while a
    /// delivery is being sent: on a busy machine that would time out.
    /// </summary>
    public async Task<T> AdvanceUntilAsync<T>(Func<T?> look, [CallerArgumentExpression(nameof(look))] string what = "") where T : class
    {
        var found = Documents.UntilAsync(look, what);
        while (await Task.WhenAny(found, Task.Delay(Step)) != found)
            if (!IsSending()) Time.Advance(TimeSpan.FromSeconds(6));
        return await found;
    }

    public Task<Delivery> AdvanceUntilAsync(Func<Delivery, bool> so, [CallerArgumentExpression(nameof(so))] string what = "") =>
        AdvanceUntilAsync(() => Deliveries().FirstOrDefault(so), what);

    public Task<Delivery> UntilTriedAsync(int times) => UntilAsync(delivery => delivery.Tries == times, $"{times} attempts");

    /// <summary>Moves the clock to when a delivery is next tried.</summary>
    public void AdvanceTo(Delivery delivery) => Time.Advance(delivery.Next.AddMilliseconds(1) - Time.GetUtcNow());

    public async Task StopAsync(CancellationToken patience = default)
    {
        foreach (var hosted in _services.GetServices<IHostedService>()) await hosted.StopAsync(patience);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await StopAsync(now.Token);
        await _services.DisposeAsync();
    }

    // A claim moves when a delivery is due next, and nothing else of it, until the attempt has ended.
    private bool IsSending() => Documents.All(DeliveryStore.Table).Any(document =>
        document.Order > Time.GetUtcNow().ToUnixTimeMilliseconds()
        && DeliveryStore.Decode(document.Data.Span) is { State: DeliveryState.Pending } pending && document.Order > pending.Next.ToUnixTimeMilliseconds() + 1);
}
