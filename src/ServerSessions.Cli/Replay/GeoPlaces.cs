using System.Net;
using ServerSessions.Diagnostics;
using ServerSessions.Cli.Logs;
using ServerSessions.Model;
using ServerSessions.Places;

namespace ServerSessions.Cli.Replay;

/// <summary>Where the log's addresses are, each looked up once.</summary>
internal sealed class GeoPlaces(IGeoLocator locator, LogTexts texts)
{
    private readonly PlaceFinder _finder = new([locator], new ApplicationFaults());
    private readonly List<PlaceCode> _places = [];

    public PlaceCode Of(int address)
    {
        if (address == LogRecord.None)
            return default;
        while (_places.Count <= address)
            _places.Add(IPAddress.TryParse(texts.Addresses.Text(_places.Count), out var ip) ? _finder.Find(ip, headers: null) : default);
        return _places[address];
    }
}
