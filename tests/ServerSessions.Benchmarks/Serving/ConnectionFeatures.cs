using System.Collections;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>The features of a connection's current request: a short list that is searched, as Kestrel's are, and used again.</summary>
internal sealed class ConnectionFeatures<TContext> : IFeatureCollection, IHostContextContainer<TContext>
    where TContext : notnull
{
    private readonly List<KeyValuePair<Type, object>> _features = new(16);

    public TContext? HostContext { get; set; }

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
