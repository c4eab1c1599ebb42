using System.Globalization;
using ServerSessions.Model;

namespace ServerSessions.Detection;

/// <summary>Compares what user agents say of themselves in words: "Chrome 126, Windows, desktop".</summary>
internal static class ClientWords
{
    private const string Unknown = "other";

    /// <summary>
    /// Whether two texts may be the same browser: the same family, system and kind of device in the same version or a later one. Phones and
    /// tablets that ask for the desktop page, and parts of the same device that name no browser, are the same too.
    /// </summary>
    public static bool IsSame(string? before, string? after)
    {
        if (string.Equals(before, after, StringComparison.Ordinal))
            return true;
        if (!TryRead(before, out var old) || !TryRead(after, out var now))
            return false;
        if (IsPart(old.Family) || IsPart(now.Family))
            return (old.System == now.System && old.System != Unknown && (old.Device == now.Device || IsHandheld(old.Device, now.Device))) || IsTablet(old.System, now.System);
        if (old.System == now.System && old.Device == now.Device)
            return old.Family == now.Family && now.Major >= old.Major;
        return old.Family == now.Family && old.Major == now.Major && IsDesktopPage(old.System, now.System);
    }

    /// <summary>Whether two texts name the same family, system and kind of device, in whatever versions.</summary>
    public static bool IsSameName(string? before, string? after) =>
        string.Equals(before, after, StringComparison.Ordinal)
        || (TryRead(before, out var old) && TryRead(after, out var now) && (old.Family, old.System, old.Device) == (now.Family, now.System, now.Device));

    /// <summary>A media player or a download manager: what the same person's browser hands its cookies to.</summary>
    public static bool IsCompanion(string? words) => TryRead(words, out var client) && client.Family is CompanionClients.MediaPlayer or CompanionClients.DownloadManager;

    /// <summary>It names itself a program and no browser (curl, a library, a link checker), and does not claim to be a person.</summary>
    public static bool IsProgram(string? words) => words is not null
        && (ClientKinds.Is(words, Unknown) || ClientKinds.Is(words, ClientKinds.Library) || ClientKinds.Is(words, ClientKinds.Scanner));

    // A part of a device that is no browser of its own.
    private static bool IsPart(string family) =>
        family is Unknown or CompanionClients.WebView or CompanionClients.MediaPlayer or CompanionClients.DownloadManager;

    // Only browsers say which of the two they run on.
    private static bool IsHandheld(string one, string other) => one is "phone" or "tablet" && other is "phone" or "tablet";

    // An iPad's browser says macOS, its web views and players do not.
    private static bool IsTablet(string one, string other) => (one, other) is ("iPadOS", "macOS") or ("macOS", "iPadOS");

    // "Request desktop site": an iPhone says macOS then, an Android phone Linux.
    private static bool IsDesktopPage(string one, string other) => Pair(one, other) || Pair(other, one);

    private static bool Pair(string mobile, string desktop) =>
        (mobile is "iOS" or "iPadOS" && desktop is "macOS" or "iOS" or "iPadOS") || (mobile == "Android" && desktop == "Linux");

    private static bool TryRead(string? words, out (string Family, int Major, string System, string Device) client)
    {
        client = default;
        if (words?.Split(", ") is not { Length: 3 } parts)
            return false;
        var space = parts[0].LastIndexOf(' ');
        var hasMajor = space > 0 && int.TryParse(parts[0].AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        client = hasMajor
            ? (parts[0][..space], int.Parse(parts[0].AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture), parts[1], parts[2])
            : (parts[0], 0, parts[1], parts[2]);
        return true;
    }
}
