using Microsoft.AspNetCore.OutputCaching;

namespace ServerSessions.Tests.Support;

/// <summary>An application's policy that stores every answer, cookies and all; it may make up its mind as late as it can.</summary>
internal abstract class LateStorage(bool late) : IOutputCachePolicy
{
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellationToken)
    {
        (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage) = (true, true, !late);
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellationToken)
    {
        context.AllowCacheStorage = true;
        return ValueTask.CompletedTask;
    }
}
