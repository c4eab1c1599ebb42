namespace ServerSessions.Model;

/// <summary>Software that fetches files for a browser, with the browser's cookies: media players and download managers.</summary>
internal static class CompanionClients
{
    public const string MediaPlayer = "Media player";
    public const string DownloadManager = "Download manager";

    /// <summary>A part of an application that shows pages: it shares the cookies of the application's other parts.</summary>
    public const string WebView = "Web view";

    /// <summary>Texts that their user agents contain, with the client family that each represents.</summary>
    public static IReadOnlyList<(string Token, string Family)> Families { get; } =
    [
        .. Of(
            MediaPlayer, "AppleCoreMedia/", "stagefright/", "ExoPlayer", "AndroidXMedia3/", "VLC/", "LibVLC/", "NSPlayer/", "Windows-Media-Player/", "WMFSDK/", "WMPlayer",
            "Lavf/", "libmpv", "mpv/", "MPlayer/", "QuickTime/", "QuickTime;", "iTunes/", "Winamp", "foobar2000/", "Kodi/", "GStreamer", "MPC-HC", "PotPlayer"),
        .. Of(
            DownloadManager, "AndroidDownloadManager", "Internet Download Manager", "IDM/", "FDM/", "Free Download Manager", "FreeDownloadManager", "aria2/", "uGet/", "JDownloader",
            "DownloadManager/", "Download Master", "DownloadMaster", "FlashGet", "GetRight/", "EagleGet", "Folx/", "Motrix", "Xunlei", "Thunder/", "BITS/", "CFNetwork/", "nsurlsessiond"),
    ];

    private static IEnumerable<(string Token, string Family)> Of(string family, params string[] tokens) => tokens.Select(token => (token, family));
}
