using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture;

/// <summary>A request that is being answered: a link of the list it stands in.</summary>
internal sealed class OpenRequest(HttpContext context, Visit visit, int stripe)
{
    private bool _ended;

    public Visit Visit => visit;

    /// <summary>The request, to be read only while this stands in the list: then it has not ended.</summary>
    public HttpContext Context => context;

    public int Stripe => stripe;

    public OpenRequest? Before { get; set; }

    public OpenRequest? After { get; set; }

    /// <summary>Cuts it, unless it has ended: its context may serve the next request by then.</summary>
    public bool Abort()
    {
        lock (this)
        {
            if (_ended)
                return false;
            context.Abort();
            return true;
        }
    }

    public void End()
    {
        lock (this)
            _ended = true;
    }
}
