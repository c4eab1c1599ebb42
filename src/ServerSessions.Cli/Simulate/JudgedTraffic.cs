using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Simulation.Shop.Capture;

namespace ServerSessions.Cli.Simulate;

/// <summary>Folds the model shop's events through the product's own pipeline, and notes the truth about them.</summary>
internal sealed class JudgedTraffic(OfflinePipeline pipeline, Truth truth) : ITrafficSink
{
    public void Take(int visit, in RequestEvent e, DateTimeOffset now, bool isHome)
    {
        truth.Sends(visit, e, now);
        truth.Opened(visit, pipeline.Add(e), isHome);
    }
}
