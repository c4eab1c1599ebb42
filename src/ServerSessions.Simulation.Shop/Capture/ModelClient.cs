using ServerSessions.Simulation.Virtual;
using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Shop.Capture;

/// <summary>One visit's way into the model shop; answers take some virtual milliseconds.</summary>
internal sealed class ModelClient(ModelTraffic traffic, VirtualTime time, int visit, int seed) : IVisitorClient
{
    public const string Host = "shop.example";

    private readonly Random _random = new(seed);

    public Uri BaseAddress { get; } = new($"https://{Host}/");

    public async Task<VisitorResponse> SendAsync(VisitorRequest request, CancellationToken cancel)
    {
        var duration = TimeSpan.FromMilliseconds(_random.Next(3, 40));
        var response = traffic.Serve(visit, request, time.GetUtcNow(), duration);
        await Task.Delay(duration, time, cancel);
        return response;
    }

    public void Dispose()
    {
        // It holds nothing.
    }
}
