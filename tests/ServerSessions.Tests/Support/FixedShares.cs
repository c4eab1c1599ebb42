using ServerSessions.Reports;

namespace ServerSessions.Tests.Support;

/// <summary>No shared links, and nowhere to open one.</summary>
internal sealed class FixedShares : ISessionShares
{
    public bool Includes(string view) => false;

    public ValueTask<SharedLink> CreateAsync(
        string view, string? query = null, TimeSpan? lifetime = null, string? by = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<SharedLink>> ListAsync(CancellationToken cancellationToken = default) => new([]);

    public ValueTask<bool> RevokeAsync(string id, string? by = null, CancellationToken cancellationToken = default) => new(false);
}
