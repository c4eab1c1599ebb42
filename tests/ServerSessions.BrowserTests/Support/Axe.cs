using System.Text.Json;
using Microsoft.Playwright;
using ServerSessions.Tests.Support;

namespace ServerSessions.BrowserTests.Support;

/// <summary>The accessibility rules of axe-core, run in the page that is open.</summary>
internal static class Axe
{
    private const string Tags = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

    // Serious and critical only; without a request of its own for style sheets.
    private const string Run = """
        async only => {
          const run = await axe.run(document, { runOnly: only, resultTypes: ['violations'], preload: false });
          return JSON.stringify(run.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').flatMap(v => v.nodes.map(n => {
            const why = [...n.any, ...n.all, ...n.none][0]?.message ?? '';
            return `${v.impact} ${v.id}: ${n.html.slice(0, 200)} (${why.slice(0, 200)})`;
          })));
        }
        """;

    private static readonly Lazy<string> Script = new(() =>
    {
        var path = Path.Combine(SourceTree.Root(), "tests", "ServerSessions.BrowserTests", "node_modules", "axe-core", "axe.min.js");
        return File.Exists(path)
            ? File.ReadAllText(path)
            : throw new FileNotFoundException("axe-core is missing: run 'npm ci' in tests/ServerSessions.BrowserTests.");
    });

    /// <summary>All rules of WCAG 2.2 AA, and best practices.</summary>
    public static Task<IReadOnlyList<string>> CheckAsync(IPage page) => CheckAsync(page, $"{{ type: 'tag', values: {Tags} }}");

    /// <summary>Only what other colours and another width change: contrast, targets that are too small or too close, and what cannot be scrolled by keyboard.</summary>
    public static Task<IReadOnlyList<string>> CheckLooksAsync(IPage page) =>
        CheckAsync(page, "{ type: 'rule', values: ['color-contrast', 'target-size', 'scrollable-region-focusable'] }");

    private static async Task<IReadOnlyList<string>> CheckAsync(IPage page, string only)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window"))
            await page.EvaluateAsync(Script.Value);
        return JsonSerializer.Deserialize<string[]>(await page.EvaluateAsync<string>($"() => ({Run})({only})"))!;
    }
}
