using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using ServerSessions.Capture.Cookies;

namespace ServerSessions.Capture.Live;

/// <summary>Keeps an answer that may hold what is meant for one person out of every cache: that of the application, and shared ones on the way.</summary>
internal static class PersonalAnswers
{
    private const string NeverStored = "private, no-store";

    private static readonly Func<object, Task> Starts = static state =>
    {
        SharedAnswers.Withdraw(((HttpResponse)state).Headers, NeverStored);
        return Task.CompletedTask;
    };

    /// <summary>Keeps the answer out of the application's output cache, which stores answers whatever their headers say.</summary>
    public static void KeepOutOfOutputCache(HttpContext context)
    {
        if (context.Features[typeof(IOutputCacheFeature)] is IOutputCacheFeature { Context: { } cache })
            cache.AllowCacheStorage = false;
    }

    /// <returns>False where the answer has begun and a cache may store it: it must not hold anything personal.</returns>
    public static bool TryProtect(HttpContext context)
    {
        KeepOutOfOutputCache(context);
        if (context.Response.HasStarted)
            return !SharedAnswers.MayBeStored(context, server: null);
        context.Response.OnStarting(Starts, context.Response);
        return true;
    }
}
