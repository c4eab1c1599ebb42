using Microsoft.Playwright;

namespace ServerSessions.BrowserTests.Support;

/// <summary>Opens each page once and examines it in light, in dark and on a narrow screen.</summary>
internal static class PageExaminer
{
    private const string Reaching = """
        () => {
          const wide = document.documentElement;
          if (wide.scrollWidth <= wide.clientWidth) return [];
          const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide.clientWidth + 1 && !e.closest('.scroll > *, thead, .unseen'));
          return [`${wide.scrollWidth} pixels: ` + out.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ')];
        }
        """;

    public static Task<IReadOnlyList<PageExam>> ExamineAsync(Func<Task<WatchedPage>> open, IReadOnlyList<string> paths) => PageWalk.EachAsync(open, paths, ExamineAsync);

    /// <summary>What reaches out of a screen of 400 pixels.</summary>
    public static async Task<IReadOnlyList<string>> OverflowAsync(IPage page)
    {
        await page.SetViewportSizeAsync(400, 800);
        return await page.EvaluateAsync<string[]>(Reaching);
    }

    private static async Task<PageExam> ExamineAsync(WatchedPage watched, string path)
    {
        var (page, before, isFirst) = (watched.Page, watched.Faults.Count, watched.Requests.Count == 0);
        await page.SetViewportSizeAsync(1280, 900);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        watched.TakeBytes();
        await watched.GoAsync(path);
        var bytes = watched.TakeBytes();
        var light = await Axe.CheckAsync(page);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        var overflow = await OverflowAsync(page);
        var dark = await Axe.CheckLooksAsync(page);
        return new PageExam(path, [.. watched.Faults.Skip(before)], light, dark, overflow, bytes, isFirst);
    }
}
