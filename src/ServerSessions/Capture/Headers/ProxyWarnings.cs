using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerSessions.Requests;

namespace ServerSessions.Capture.Headers;

/// <summary>Warns once when requests show that a proxy stands before the application and hides who the visitors are.</summary>
internal sealed class ProxyWarnings(IEnumerable<string> ownHosts, ILogger logger)
{
    private const uint SeenAll = 1024;
    private const uint SeenOneOf = 64;

    private readonly OwnHosts _own = new(ownHosts);
    private bool _warnedForwarded;
    private bool _warnedProxy;
    private uint _seen;

    public void Check(HttpContext context)
    {
        // A proxy shows in the first requests; later ones are checked now and then.
        if (_warnedForwarded || (++_seen > SeenAll && _seen % SeenOneOf != 0))
            return;
        if (context.Request.Headers["X-Forwarded-For"].Count > 0)
        {
            _warnedForwarded = true;
            Log.ForwardedHeadersMissing(logger);
        }
        else if (!_warnedProxy && HiddenProxy.Shows(context, _own))
        {
            _warnedProxy = true;
            Log.ProxyHidesVisitors(logger);
        }
    }
}
