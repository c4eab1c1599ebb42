using System.Collections;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>
/// The features of a connection's current request: a short list that is searched, as Kestrel's are, and used again. As in Kestrel, the
/// endpoint and the route values are the connection's own, so that routing sets no feature.
/// </summary>
internal sealed class ConnectionFeatures<TContext> : IFeatureCollection, IHostContextContainer<TContext>, IEndpointFeature, IRouteValuesFeature
    where TContext : notnull
{
    private readonly List<KeyValuePair<Type, object>> _features = new(16);

    private RouteValueDictionary? _routeValues;

    public TContext? HostContext { get; set; }

    public Endpoint? Endpoint { get; set; }

    public RouteValueDictionary RouteValues
    {
        get => _routeValues ??= [];
        set => _routeValues = value;
    }

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get
        {
            var at = IndexOf(key);
            return at < 0 ? null : _features[at].Value;
        }
        set
        {
            Revision++;
            if (IndexOf(key) is >= 0 and var at)
                _features.RemoveAt(at);
            if (value is not null)
                _features.Add(new(key, value));
        }
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    public void Reset()
    {
        _features.Clear();
        _features.Add(new(typeof(IEndpointFeature), this));
        _features.Add(new(typeof(IRouteValuesFeature), this));
        Endpoint = null;
        _routeValues?.Clear();
        Revision++;
    }

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(Type key)
    {
        for (var i = 0; i < _features.Count; i++)
            if (_features[i].Key == key)
                return i;
        return -1;
    }
}
