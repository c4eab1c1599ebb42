using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ServerSessions.Benchmarks.Hosting;

/// <summary>Milliseconds of one host's life.</summary>
internal sealed record HostTimes(double Start, double Request, double Stop)
{
    public double All => Start + Request + Stop;

    public static async Task<HostTimes> MeasureAsync(bool isTracked, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        if (isTracked)
            builder.Services.AddSessionTracking();
        var app = builder.Build();
        if (isTracked)
            app.UseSessionTracking();
        app.MapGet("/", () => "home");
        await app.StartAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        using (var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) })
            await client.GetStringAsync("/", cancellationToken);
        var answered = Stopwatch.GetTimestamp();
        await app.StopAsync(cancellationToken);
        await app.DisposeAsync();
        var ended = Stopwatch.GetTimestamp();
        return new HostTimes(Milliseconds(began, started), Milliseconds(started, answered), Milliseconds(answered, ended));
    }

    private static double Milliseconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;
}
