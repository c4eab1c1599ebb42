using System.Threading.Channels;
using ServerSessions.Model;
using ServerSessions.Simulation.Shop.Capture;

namespace ServerSessions.Simulation.Shop.History;

/// <summary>Hands the events up to a time on, in their order and many at once, so that they are folded while the next ones are invented.</summary>
internal sealed class CollectedTraffic(DateTimeOffset until, ChannelWriter<IReadOnlyList<RequestEvent>> writer) : ITrafficSink
{
    private const int AtOnce = 2_048;

    private List<RequestEvent> _events = new(AtOnce);

    public void Take(int visit, in RequestEvent e, DateTimeOffset now, bool isHome)
    {
        if (now >= until)
            return;
        _events.Add(e);
        if (_events.Count == AtOnce)
            Pass();
    }

    /// <summary>Hands on what is left.</summary>
    public void Pass()
    {
        if (!writer.TryWrite(_events))
            throw new InvalidOperationException("The channel of events is closed or bounded.");
        _events = new List<RequestEvent>(AtOnce);
    }
}
