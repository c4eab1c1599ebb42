using System.Collections.Concurrent;

namespace ServerSessions.Storage;

/// <summary>Those who listen in this process, by topic.</summary>
internal sealed class HintTopics(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, AppendSignal> _signals = new(StringComparer.Ordinal);

    /// <summary>Nobody listens to a topic that was never asked for: it is not kept.</summary>
    public void Set(string topic)
    {
        if (_signals.TryGetValue(topic, out var signal))
            signal.Set();
    }

    public ValueTask WaitAsync(string topic, TimeSpan atMost, CancellationToken cancellationToken) =>
        _signals.GetOrAdd(topic, static (_, time) => new AppendSignal(time), time).WaitAsync(atMost, cancellationToken);
}
