using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>Serves requests to an in-process server, with as little of its own as it can.</summary>
internal abstract class InProcessConnection
{
    private static readonly IPAddress Visitor = IPAddress.Parse("203.0.113.42");

    /// <summary>Serves a GET; the answer is thrown away.</summary>
    public Task ServeAsync(string path, HeaderDictionary headers)
    {
        var features = Begin();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature { Method = "GET", Protocol = "HTTP/1.1", Scheme = "http", Path = path, Headers = headers });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { RemoteIpAddress = Visitor });
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature());
        return ProcessAsync();
    }

    protected abstract IFeatureCollection Begin();

    protected abstract Task ProcessAsync();
}
