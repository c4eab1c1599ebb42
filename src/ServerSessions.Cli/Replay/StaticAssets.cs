using System.Collections.Frozen;
using System.Text;

namespace ServerSessions.Cli.Replay;

/// <summary>Paths that end in the extension of a static file, in any case.</summary>
internal static class StaticAssets
{
    private const int MaxExtensionLength = 5;

    private static readonly FrozenSet<string> Extensions = FrozenSet.ToFrozenSet(
        ["css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "ico", "svg", "webp", "avif", "bmp", "tif", "tiff",
         "woff", "woff2", "ttf", "eot", "otf", "mp3", "mp4", "m4a", "ogg", "webm", "avi", "mov", "flv", "swf", "xbm"],
        StringComparer.OrdinalIgnoreCase);

    public static bool Includes(ReadOnlySpan<byte> path)
    {
        var dot = path.LastIndexOf((byte)'.');
        var extension = path[(dot + 1)..];
        return dot >= 0 && extension.Length <= MaxExtensionLength && Extensions.Contains(Encoding.UTF8.GetString(extension));
    }
}
