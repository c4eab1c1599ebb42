using ServerSessions.Model;

namespace ServerSessions.Simulation.Shop.Capture;

/// <summary>Takes the events of the model shop, in the order of their time.</summary>
internal interface ITrafficSink
{
    /// <param name="visit">Number of the visit that sent the request: the truth, which no pipeline may see.</param>
    /// <param name="e">The event.</param>
    /// <param name="now">The start of the request.</param>
    /// <param name="isHome">Whether it came from the address of a home: attackers have none.</param>
    void Take(int visit, in RequestEvent e, DateTimeOffset now, bool isHome);
}
