using System.Text.RegularExpressions;
using ServerSessions.Tests.Support;

namespace ServerSessions.BrowserTests.Support;

/// <summary>Finds pages by their links.</summary>
internal static partial class SiteWalk
{
    /// <summary>
    /// Follows links from some pages on and returns examples of every kind of page below a prefix. Pages are of one kind when their paths differ in ids only:
    /// in segments that contain a digit.
    /// </summary>
    /// <param name="client">Reads the pages, as the person who is to see them.</param>
    /// <param name="starts">Where the walk begins.</param>
    /// <param name="prefix">Paths that begin with it are pages of the site.</param>
    /// <param name="examples">Maximum number of pages of a kind.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(HttpClient client, IEnumerable<string> starts, string prefix, int examples = 2)
    {
        var kinds = new Dictionary<string, int>();
        var seen = new HashSet<string>();
        var pages = new List<string>();
        var waiting = new Queue<string>(starts);
        while (waiting.TryDequeue(out var path))
        {
            var kind = Kind(path);
            if (!seen.Add(path) || kinds.GetValueOrDefault(kind) == (kind.Contains('*', StringComparison.Ordinal) ? examples : 1))
                continue;
            using var response = await client.GetAsync(path);
            if (response.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            pages.Add(path);
            foreach (var link in Markup.Values(await response.Content.ReadAsStringAsync(), "href"))
                if (new Uri(new Uri(client.BaseAddress!, path), link) is { } to && to.Host == client.BaseAddress!.Host && to.AbsolutePath.StartsWith(prefix, StringComparison.Ordinal))
                    waiting.Enqueue(to.PathAndQuery);
        }

        return pages;
    }

    private static string Kind(string path) => Id().Replace(path.Split('?')[0].TrimEnd('/'), "*");

    [GeneratedRegex(@"(?<=/)[^/]*\d[^/]*")]
    private static partial Regex Id();
}
