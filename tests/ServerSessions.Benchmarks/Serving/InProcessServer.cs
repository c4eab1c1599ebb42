using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>A server without a network: it takes the host's whole pipeline, startup filters included, to be called by hand.</summary>
internal sealed class InProcessServer : IServer
{
    public IFeatureCollection Features { get; } = new FeatureCollection();

    /// <summary>Opens what stands for a connection: it serves one request after the other.</summary>
    public Func<InProcessConnection> Connect { get; private set; } = () => throw new InvalidOperationException("The server has not started.");

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        Connect = () => new HostedConnection<TContext>(application);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
