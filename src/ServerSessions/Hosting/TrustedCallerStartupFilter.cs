using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Capture.Headers;

namespace ServerSessions.Hosting;

/// <summary>
/// Has trusted callers recognized before all other middleware: hosts register startup filters that replace the address of the connection by a forwarded one
/// (<c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c>, IIS integration), and these stand outside the shell.
/// </summary>
internal sealed class TrustedCallerStartupFilter(IOptions<SessionTrackingOptions> options, ILogger<TrustedCallerStartupFilter> logger) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (TrustedCallers.Of(options.Value) is { } callers)
        {
            // The first filter is the outermost one. Behind another one, the address may be any client's word.
            if (app.ApplicationServices.GetServices<IStartupFilter>().First() is { } first && first is not TrustedCallerStartupFilter)
                Capture.Log.CallersUnseen(logger, first.GetType().FullName ?? first.GetType().Name);
            else
                app.Use(pipeline => context =>
                {
                    callers.Mark(context);
                    return pipeline(context);
                });
        }

        next(app);
    };
}
