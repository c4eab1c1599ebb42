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

    public static async Task<IReadOnlyList<PageExam>> ExamineAsync(Func<Task<WatchedPage>> open, IEnumerable<string> paths)
    {
        var exams = new List<PageExam>();
        await using var watched = await open();
        var page = watched.Page;
        foreach (var path in paths)
        {
            var before = watched.Faults.Count;
            await page.SetViewportSizeAsync(1280, 900);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
            await watched.GoAsync(path);
            var light = await Axe.CheckAsync(page);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
            var dark = await Axe.CheckContrastAsync(page);
            var overflow = await OverflowAsync(page);
            exams.Add(new PageExam(path, [.. watched.Faults.Skip(before)], light, dark, overflow));
        }

        return exams;
    }

    /// <summary>What reaches out of a screen of 400 pixels.</summary>
    public static async Task<IReadOnlyList<string>> OverflowAsync(IPage page)
    {
        await page.SetViewportSizeAsync(400, 800);
        return await page.EvaluateAsync<string[]>(Reaching);
    }
}
