using System.Collections.Concurrent;

namespace ServerSessions.Tests.Support.Blazor;

/// <summary>What has become of each person's circuit.</summary>
public sealed class CircuitWatch
{
    private readonly ConcurrentDictionary<string, Circuit> _circuits = new(StringComparer.Ordinal);

    public Circuit Of(string? user) => _circuits.GetOrAdd(user ?? "anonymous", _ => new Circuit());

    public sealed class Circuit
    {
        /// <summary>Its component runs.</summary>
        public TaskCompletionSource Rendered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The browser's connection to it is gone.</summary>
        public TaskCompletionSource Down { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
