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

    // A label stands before its value, in the padding of the cell.
    private const string Overlapping = """
        () => {
          const pen = document.createElement('canvas').getContext('2d');
          const wide = new Set();
          for (const cell of document.querySelectorAll('[data-label]')) {
            const label = getComputedStyle(cell, '::before');
            if (label.position !== 'absolute' || !cell.checkVisibility()) continue;
            pen.font = `${label.fontWeight} ${label.fontSize} ${label.fontFamily}`;
            if (pen.measureText(cell.dataset.label).width > parseFloat(getComputedStyle(cell).paddingLeft) - 2) wide.add(`The label "${cell.dataset.label}" reaches into its value.`);
          }
          return [...wide];
        }
        """;

    public static Task<IReadOnlyList<PageExam>> ExamineAsync(Func<Task<WatchedPage>> open, IReadOnlyList<string> paths) => PageWalk.EachAsync(open, paths, ExamineAsync);

    /// <summary>What reaches out of a screen of 1024 pixels, and out of one of 400 pixels, which the page keeps, or into a value there.</summary>
    public static async Task<IReadOnlyList<string>> OverflowAsync(IPage page)
    {
        await page.SetViewportSizeAsync(1024, 800);
        var wide = await page.EvaluateAsync<string[]>(Reaching);
        await page.SetViewportSizeAsync(400, 800);
        return [.. wide, .. await page.EvaluateAsync<string[]>(Reaching), .. await page.EvaluateAsync<string[]>(Overlapping)];
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
