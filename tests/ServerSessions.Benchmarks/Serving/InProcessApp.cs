using ServerSessions.Capture.Queue;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>The benchmark's app in this process, without a network.</summary>
internal sealed class InProcessApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly EventQueue? _queue;

    private InProcessApp(WebApplication app, InProcessConnection connection)
    {
        _app = app;
        _queue = app.Services.GetService<EventQueue>();
        Connection = connection;
    }

    public InProcessConnection Connection { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<InProcessApp> StartAsync(AppKind kind, string secret)
    {
        var server = new InProcessServer();
        var app = BenchmarkApp.Build(kind, secret, server);
        await app.StartAsync();
        return new InProcessApp(app, server.Connect());
    }

    public void Drain()
    {
        if (_queue is not null)
            QueueDrain.Drain(_queue);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
