using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>A connection to the host's pipeline. The HttpContext is used again from request to request, as Kestrel does.</summary>
internal sealed class HostedConnection<TContext>(IHttpApplication<TContext> application) : InProcessConnection
    where TContext : notnull
{
    private readonly ConnectionFeatures<TContext> _features = new();

    protected override IFeatureCollection Begin()
    {
        _features.Reset();
        return _features;
    }

    protected override Task ProcessAsync()
    {
        var context = application.CreateContext(_features);
        var task = application.ProcessRequestAsync(context);
        if (!task.IsCompletedSuccessfully)
            return EndAsync(task, context);
        application.DisposeContext(context, null);
        return Task.CompletedTask;
    }

    private async Task EndAsync(Task task, TContext context)
    {
        await task;
        application.DisposeContext(context, null);
    }
}
