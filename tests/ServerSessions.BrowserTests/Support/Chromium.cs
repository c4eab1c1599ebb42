using Microsoft.Playwright;

namespace ServerSessions.BrowserTests.Support;

/// <summary>The browser of the machine; nothing is downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    public static Task<IBrowser> StartAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = Executable(),
        // The root user of a container has no sandbox, and the pages are our own.
        ChromiumSandbox = false,
        Args = ["--disable-dev-shm-usage", "--disable-background-networking", "--font-render-hinting=none"],
        Timeout = (float)WatchedPage.Patience.TotalMilliseconds,
    });

    private static string Executable()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return (from name in Names from folder in folders let path = Path.Combine(folder, name) where File.Exists(path) select path).FirstOrDefault()
            ?? throw new FileNotFoundException($"No browser is on the PATH ({string.Join(", ", Names)}). Install one with: apt-get install chromium");
    }
}
