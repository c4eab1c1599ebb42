using System.Collections.Concurrent;

namespace ServerSessions.Storage;

/// <summary>The subscriptions of this process, by topic.</summary>
internal sealed class NotificationTopics(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, AppendSignal> _signals = new(StringComparer.Ordinal);

    /// <summary>Wakes the subscriber of a topic. A topic without a subscriber so far is ignored.</summary>
    public void Set(string topic)
    {
        if (_signals.TryGetValue(topic, out var signal))
            signal.Set();
    }

    public ValueTask WaitAsync(string topic, TimeSpan atMost, CancellationToken cancellationToken) =>
        _signals.GetOrAdd(topic, static (_, time) => new AppendSignal(time), time).WaitAsync(atMost, cancellationToken);
}
