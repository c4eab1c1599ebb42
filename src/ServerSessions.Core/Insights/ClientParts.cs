using System.Collections.Concurrent;

namespace ServerSessions.Insights;

/// <summary>"Chrome 126, Windows, desktop" in parts. Few different ones come again and again, so they are taken apart once.</summary>
internal static class ClientParts
{
    private const int MaxKept = 4_096;

    private static readonly ConcurrentDictionary<string, (string Browser, string Device)> Known = new(StringComparer.Ordinal);

    /// <summary>The browser without its version, which would make every segment small, and the device.</summary>
    public static (string Browser, string Device) Of(string client)
    {
        if (Known.TryGetValue(client, out var known))
            return known;
        var parts = client.Split(", ");
        var at = parts[0].LastIndexOf(' ');
        var read = (at > 0 && at + 1 < parts[0].Length && char.IsAsciiDigit(parts[0][at + 1]) ? parts[0][..at] : parts[0], parts[^1]);
        if (Known.Count < MaxKept)
            Known[client] = read;
        return read;
    }
}
