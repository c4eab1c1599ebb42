using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>A page view is a GET that was answered with 2xx or 304 and whose path is no static asset.</summary>
internal sealed class PageViews(StringTable paths)
{
    private readonly List<bool> _isPage = []; // by path, decided once

    public bool Includes(in LogRecord record) =>
        record.Method == LogTexts.Get && record.Status is (>= 200 and < 300) or 304 && IsPage(record.Path);

    private bool IsPage(int path)
    {
        while (_isPage.Count <= path)
        {
            var text = paths.Bytes(_isPage.Count);
            _isPage.Add(!text.IsEmpty && !StaticAssets.Includes(text));
        }

        return _isPage[path];
    }
}
