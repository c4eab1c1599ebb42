namespace ServerSessions.BrowserTests.Support;

/// <summary>Opens pages in a few browsers at once: the server renders one while another is examined.</summary>
internal static class PageWalk
{
    private const int Browsers = 3;

    /// <summary>Opens and checks each page. Returns what the checks returned, in the order of the pages.</summary>
    /// <param name="open">Opens a browser.</param>
    /// <param name="paths">The pages.</param>
    /// <param name="check">Opens one page in a browser.</param>
    public static async Task<IReadOnlyList<T>> EachAsync<T>(Func<Task<WatchedPage>> open, IReadOnlyList<string> paths, Func<WatchedPage, string, Task<T>> check)
    {
        var (results, next) = (new T[paths.Count], -1);
        await Task.WhenAll(Enumerable.Range(0, Browsers).Select(async _ =>
        {
            await using var watched = await open();
            for (var i = Interlocked.Increment(ref next); i < paths.Count; i = Interlocked.Increment(ref next))
                results[i] = await check(watched, paths[i]);
        }));
        return results;
    }
}
