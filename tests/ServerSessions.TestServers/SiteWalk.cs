using System.Net;
using System.Text.RegularExpressions;

namespace ServerSessions.TestServers;

/// <summary>Finds pages by their links.</summary>
public static partial class SiteWalk
{
    /// <summary>
    /// Follows links from some pages on and returns examples of every kind of page below a prefix. Pages are of one kind when their paths differ in ids only:
    /// in segments that contain a digit.
    /// </summary>
    /// <param name="client">Reads the pages, as the person who is to see them.</param>
    /// <param name="starts">Where the walk begins.</param>
    /// <param name="prefix">Paths that begin with it are pages of the site.</param>
    /// <param name="examples">Maximum number of pages of a kind with an id.</param>
    public static Task<IReadOnlyList<string>> FindAsync(HttpClient client, IEnumerable<string> starts, string prefix, int examples = 2)
    {
        ArgumentNullException.ThrowIfNull(client);
        return FindAsync(
            async path =>
            {
                using var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
                return response.Content.Headers.ContentType?.MediaType == "text/html" ? await response.Content.ReadAsStringAsync() : null;
            },
            client.BaseAddress!, starts, prefix, examples);
    }

    /// <inheritdoc cref="FindAsync(HttpClient, IEnumerable{string}, string, int)"/>
    /// <param name="read">Returns a page's HTML; null for what is no page.</param>
    /// <param name="site">The address that paths are relative to.</param>
    /// <param name="starts">Where the walk begins.</param>
    /// <param name="prefix">Paths that begin with it are pages of the site.</param>
    /// <param name="examples">Maximum number of pages of a kind with an id.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(Func<string, Task<string?>> read, Uri site, IEnumerable<string> starts, string prefix, int examples)
    {
        ArgumentNullException.ThrowIfNull(read);
        var kinds = new Dictionary<string, int>();
        var seen = new HashSet<string>();
        var pages = new List<string>();
        var waiting = new Queue<string>(starts);
        while (waiting.TryDequeue(out var path))
        {
            var kind = Kind(path);
            var count = kinds.GetValueOrDefault(kind);
            if (!seen.Add(path) || count == (kind.Contains('*', StringComparison.Ordinal) ? examples : 1))
                continue;
            if (await read(path) is not { } html)
                continue;
            kinds[kind] = count + 1;
            pages.Add(path);
            foreach (var link in Links(site, path, html))
                if (link.StartsWith(prefix, StringComparison.Ordinal))
                    waiting.Enqueue(link);
        }

        return pages;
    }

    private static IEnumerable<string> Links(Uri site, string path, string html)
    {
        foreach (Match link in Link().Matches(html))
            if (Uri.TryCreate(new Uri(site, path), WebUtility.HtmlDecode(link.Groups[1].Value), out var to) && to.Authority == site.Authority)
                yield return to.PathAndQuery;
    }

    private static string Kind(string path) => Id().Replace(path.Split('?')[0].TrimEnd('/'), "*");

    [GeneratedRegex(@"<a\s[^>]*?href=""([^""]*)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<=/)[^/]*\d[^/]*")]
    private static partial Regex Id();
}
