using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;
using ServerSessions.Insights;

namespace ServerSessions.Reports.Shares;

/// <summary>Makes, lists and revokes shared links.</summary>
internal sealed class SessionShares(
    ShareStore store, ShareSignature signature, SharedViews views, InsightSettings settings, TimeProvider time, IAuditNames names, ILogger<SessionShares> logger) : ISessionShares
{
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromDays(7);

    private string? _pattern;

    /// <summary>Stores the pattern at which links are opened; only the first call counts.</summary>
    public void Map(string pattern) => Interlocked.CompareExchange(ref _pattern, pattern.Trim('/'), null);

    public bool Includes(string view) => Volatile.Read(ref _pattern) is not null && views.Find(view) is not null;

    public async ValueTask<SharedLink> CreateAsync(
        string view, string? query = null, TimeSpan? lifetime = null, string? by = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (Volatile.Read(ref _pattern) is null)
            throw new InvalidOperationException("Links are opened nowhere. Write app.MapSessionShares(), which needs no protection: each link opens its own view and nothing else.");
        var path = views.Find(view) ?? throw new ArgumentException($"\"{(view.Length > 64 ? view[..64] + "…" : view)}\" cannot be shared: only figures of many sessions can, such as \"insights/overview\" or \"insights/goals\".");
        var lasting = lifetime ?? UsualLifetime;
        if (lasting <= TimeSpan.Zero || lasting > ShareStore.MaxLifetime)
            throw new ArgumentException($"The link would last {lasting.TotalDays:0.##} days; expected more than 0 and at most {ShareStore.MaxLifetime.TotalDays}.");
        // Milliseconds, as they are signed.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var share = new StoredShare(path, SharedQuery.Fixed(query ?? "", now, settings.Zone), now, now + lasting, 0, null);
        if ((await CurrentAsync(cancellationToken)).Count >= ShareStore.Max)
            throw new InvalidOperationException($"There are {ShareStore.Max} shared links; revoke one first.");
        var id = ShareSignature.NewId();
        await store.PutAsync(id, share, version: 0, cancellationToken);
        Log.ShareChanged(logger, id, path, "made", names.Of(by, "an unknown user"));
        return Link(id, share);
    }

    public async ValueTask<IReadOnlyList<SharedLink>> ListAsync(CancellationToken cancellationToken = default) =>
        [.. (await CurrentAsync(cancellationToken)).Select(s => Link(s.Id, s.Share))];

    public async ValueTask<bool> RevokeAsync(string id, string? by = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (await store.FindAsync(id, cancellationToken) is not var (share, _) || !await store.RemoveAsync(id, cancellationToken))
            return false;
        Log.ShareChanged(logger, id, share.View, "revoked", names.Of(by, "an unknown user"));
        return true;
    }

    /// <summary>Returns what a link shows, and counts that it was opened; null when it is no link, was changed, or has ended.</summary>
    public async ValueTask<StoredShare?> OpenAsync(string text, CancellationToken cancellationToken)
    {
        if (ShareSignature.IdOf(text) is not { } id || await store.FindAsync(id, cancellationToken) is not var (share, version))
            return null;
        var now = time.GetUtcNow();
        if (share.Until <= now || !signature.Verify(text, id, share))
            return null;
        // Where two open it at once, one of them is not counted.
        await store.PutAsync(id, share with { Opened = share.Opened + 1, LastOpened = now }, version, cancellationToken);
        return share;
    }

    // Links that have ended are deleted when the list is read.
    private async ValueTask<IReadOnlyList<(string Id, StoredShare Share)>> CurrentAsync(CancellationToken cancellationToken)
    {
        var (now, current) = (time.GetUtcNow(), new List<(string, StoredShare)>());
        foreach (var (id, share) in await store.ListAsync(cancellationToken))
            if (share.Until > now)
                current.Add((id, share));
            else
                await store.RemoveAsync(id, cancellationToken);
        return current;
    }

    private SharedLink Link(string id, StoredShare share) => new()
    {
        Id = id,
        View = share.View,
        Query = share.Query,
        Path = $"/{Volatile.Read(ref _pattern)}/{signature.Sign(id, share)}",
        Created = share.Created,
        Until = share.Until,
        Opened = share.Opened,
        LastOpened = share.LastOpened,
    };
}
