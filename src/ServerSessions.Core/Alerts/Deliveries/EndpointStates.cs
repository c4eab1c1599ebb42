using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ServerSessions.Storage;

namespace ServerSessions.Alerts.Deliveries;

/// <summary>Health of all receivers: documents of partition 0, shared by all nodes and cached here for the health check.</summary>
internal sealed class EndpointStates(IDocumentStore documents, ILogger<EndpointStates> log)
{
    public const string Table = "webhook-state";
    private readonly ConcurrentDictionary<string, EndpointState> _known = new(StringComparer.Ordinal);

    /// <summary>Whether a target is disabled, as of the last attempt or poll.</summary>
    public bool IsDisabled(string target) => _known.TryGetValue(target, out var state) && state.DisabledSince is not null;

    /// <summary>The disabled targets and why, as of the last attempt or poll.</summary>
    public IReadOnlyList<(string Target, EndpointState State)> Disabled =>
        [.. _known.Where(pair => pair.Value is { DisabledSince: not null, Reason: not EndpointState.Removed }).Select(pair => (pair.Key, pair.Value))];

    public async ValueTask<EndpointState> ReadAsync(string target, CancellationToken cancellationToken) =>
        (await LoadAsync(target, cancellationToken)).State;

    public async ValueTask SucceededAsync(string target, CancellationToken cancellationToken) =>
        await ChangeAsync(target, state => state.AfterSuccess(), cancellationToken);

    /// <returns>The state if this failure has disabled the target, otherwise null.</returns>
    public async ValueTask<EndpointState?> FailedAsync(string target, DateTimeOffset now, bool gone, CancellationToken cancellationToken)
    {
        var (before, after) = await ChangeAsync(target, state => state.AfterFailure(now, gone), cancellationToken);
        if (before.DisabledSince is not null || after.DisabledSince is null)
            return null;
        log.EndpointDisabled(target, after.Reason);
        return after;
    }

    /// <summary>Disables a removed receiver, so that nodes that still have it send nothing to it.</summary>
    public async ValueTask RemoveAsync(string target, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ChangeAsync(target, state => state with { DisabledSince = now, Reason = EndpointState.Removed }, cancellationToken);
        _known.TryRemove(target, out _);
    }

    /// <summary>Enables a disabled receiver.</summary>
    public async ValueTask EnableAsync(string target, CancellationToken cancellationToken) =>
        await ChangeAsync(target, _ => new EndpointState(), cancellationToken);

    private async ValueTask<(EndpointState Before, EndpointState After)> ChangeAsync(
        string target, Func<EndpointState, EndpointState> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (state, version) = await LoadAsync(target, cancellationToken);
            var changed = change(state);
            if (changed == state) return (state, state);
            var data = JsonSerializer.SerializeToUtf8Bytes(changed, AlertsJsonContext.Default.EndpointState);
            if (await documents.PutAsync(0, Table, target, 0, data, version, cancellationToken) is null) continue;
            _known[target] = changed;
            return (state, changed);
        }
    }

    private async ValueTask<(EndpointState State, long Version)> LoadAsync(string target, CancellationToken cancellationToken)
    {
        var document = await documents.GetAsync(0, Table, target, cancellationToken);
        var state = document is { } stored ? Decode(target, stored.Data.Span) : new EndpointState();
        _known[target] = state;
        return (state, document?.Version ?? 0);
    }

    // A state that cannot be read must not stop alerts: the endpoint counts as healthy until it fails again.
    private EndpointState Decode(string target, ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AlertsJsonContext.Default.EndpointState) ?? new EndpointState();
        }
        catch (JsonException exception)
        {
            log.EndpointStateUnreadable(exception, target);
            return new EndpointState();
        }
    }
}
