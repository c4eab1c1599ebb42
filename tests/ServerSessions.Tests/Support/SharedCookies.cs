using System.Net;

namespace ServerSessions.Tests.Support;

/// <summary>One browser's cookies for all nodes of an application: they are the host's, whatever its port.</summary>
internal sealed class SharedCookies
{
    private readonly CookieContainer _cookies = new();

    /// <summary>The same cookies, of which an answer takes none away from here.</summary>
    public SharedCookies Copy()
    {
        var copy = new SharedCookies();
        copy._cookies.Add(_cookies.GetAllCookies());
        return copy;
    }

    public HttpMessageHandler Handler() => new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies };
}
