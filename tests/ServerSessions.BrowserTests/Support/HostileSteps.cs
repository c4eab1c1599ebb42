namespace ServerSessions.BrowserTests.Support;

/// <summary>Claims about pages that show hostile text.</summary>
internal static class HostileSteps
{
    /// <summary>Opens a page, which calls nothing and has no fault.</summary>
    /// <param name="watched">The browser.</param>
    /// <param name="path">The page.</param>
    /// <param name="statuses">The expected statuses, 200 by default; the browser reports a refusal as an error, which is none here.</param>
    public static async Task StaysQuietAsync(this WatchedPage watched, string path, params int[] statuses)
    {
        var (before, isRefusal) = (watched.Faults.Count, statuses.Any(s => s != 200));
        await watched.GoAsync(path, statuses);
        Assert.Empty(await watched.CalledAsync());
        var faults = watched.Faults.Skip(before).Where(f => !isRefusal || !f.StartsWith("console error: Failed to load resource", StringComparison.Ordinal)).ToList();
        Assert.True(faults.Count == 0, $"{path}: {string.Join('\n', faults)}");
    }

    /// <summary>No request left for another site, and none for what hostile text names on this one.</summary>
    public static void HasLoadedOnlyFrom(this WatchedPage watched, params string[] prefixes)
    {
        var origin = new Uri(watched.Page.Url).GetLeftPart(UriPartial.Authority);
        Assert.NotEmpty(watched.Requests);
        Assert.All(watched.Requests, r => Assert.True(prefixes.Any(p => r.StartsWith(origin + p, StringComparison.Ordinal)) && !r.EndsWith("/x", StringComparison.Ordinal), r));
    }
}
