using System.Collections.Frozen;

namespace ServerSessions.Requests;

/// <summary>Recognises paths of files, and those that browsers request by themselves.</summary>
internal static class StaticPaths
{
    private static readonly FrozenSet<string> Extensions = new[]
    {
        "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "ico", "svg", "webp", "avif", "bmp", "tif", "tiff", "woff", "woff2", "ttf", "eot", "otf",
        "mp3", "mp4", "m4a", "ogg", "webm", "avi", "mov", "wasm", "webmanifest",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByExtension = Extensions.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsFile(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return dot >= 0 && ByExtension.Contains(name[(dot + 1)..]);
    }

    // Requested at the root of any site by browsers, phones, search engines and advertising systems.
    private static readonly FrozenSet<string> Extras = new[]
    {
        "robots.txt", "sitemap.xml", "sitemap_index.xml", "browserconfig.xml", "manifest.json", "ads.txt", "app-ads.txt", "humans.txt", "security.txt", "llms.txt",
        "apple-app-site-association",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByName = Extras.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Icons, manifests, source maps, .well-known, robots.txt: a missing one is no evidence about the client.</summary>
    public static bool IsBrowserExtra(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return path.StartsWith("/.well-known/", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("apple-touch-icon", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("favicon", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("mstile-", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".map", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".webmanifest", StringComparison.OrdinalIgnoreCase)
            || ByName.Contains(name);
    }
}
