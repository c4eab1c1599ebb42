using ServerSessions.Model;
using ServerSessions.Model.Browser;

namespace ServerSessions.Simulation.Shop.Model;

/// <summary>What a browser reports of the page that it leaves: how long it was visible, how far it was read, what was clicked, and which fields were used.</summary>
internal static class ShopReport
{
    private const int GridWidth = 10;
    private const double LongestLook = 300_000;
    private static readonly HashSet<string> Hidden = ["token", "slug"];

    /// <param name="next">The request that the page leads to; the report is sent with it.</param>
    /// <param name="page">The page that is left.</param>
    /// <param name="form">The form that is sent; null for a link.</param>
    /// <param name="random">The visitor's.</param>
    public static RequestEvent Of(in RequestEvent next, OpenPage page, IEnumerable<KeyValuePair<string, string>>? form, Random random)
    {
        var visible = (int)(Math.Min((next.Time - page.Time) / 1_000.0, LongestLook) * (0.7 + (0.3 * random.NextDouble())));
        var fields = form is null ? [] : Fields(form, visible);
        return next with
        {
            Duration = 0,
            Verb = HttpVerb.Post,
            Status = 204,
            Outcome = Outcome.Ok,
            Flags = (next.Flags & EventFlags.SameOrigin) | EventFlags.Passive | EventFlags.Beacon,
            Parameters = 0,
            Path = 0,
            Detail = new EventDetail
            {
                Browser = new BrowserReport
                {
                    Page = page.Time,
                    Time = page.Time,
                    Sequence = 1,
                    Visible = visible,
                    Depth = page.HasForm ? 100 : Math.Min(100, random.Next(12, 125)),
                    Errors = random.Next(400) == 0 ? 1 : 0,
                    Vitals = Vitals(page, random),
                    Clicks = [.. Clicks(page, form is not null, random)],
                    Fields = fields,
                },
            },
        };
    }

    // Pages with many pictures paint later, and those with a form react later.
    private static WebVitals Vitals(OpenPage page, Random random)
    {
        var first = 90 + random.Next(160);
        var paint = first + 250 + (int)(1_400 * Math.Pow(random.NextDouble(), 3)) + (page.Step is "home" or "category" or "search" ? 900 : 0);
        return new WebVitals(Lcp: paint, Inp: 24 + (int)((page.HasForm ? 320 : 140) * Math.Pow(random.NextDouble(), 2)), Cls: page.Step == "product" ? 0.06 : 0.01, Fcp: first + 180, Ttfb: first);
    }

    // Elements of the sample's pages: its cards are links in a grid, and the home page has one for each category.
    private static string Way(string step, bool isSent, Random random) => (step, isSent) switch
    {
        ("product", true) => "main>article>div:2>form>button",
        ("product", false) => "main>section>div>a" + Nth(random.Next(4)),
        (['c', 'h', 'e', 'c', 'k', ..], true) => "main>div>form>button",
        (_, true) => "main>form>button",
        ("home", _) => $"main>section:{2 + random.Next(3)}>div>a{Nth(random.Next(4))}",
        ("category", _) => "main>div>a" + Nth(random.Next(6)),
        ("search", _) => "main>div>a",
        _ => "header>nav>a" + Nth(random.Next(4)),
    };

    private static string Nth(int before) => before == 0 ? "" : $":{before + 1}";

    private static IEnumerable<BrowserClick> Clicks(OpenPage page, bool isSent, Random random)
    {
        var way = Way(page.Step, isSent, random);
        yield return Click(way, ClickKind.Click);
        // The picture of a product looks as if it could be made larger, and a form that comes back is often sent again at once.
        if (page.Step == "product" && random.Next(8) == 0)
        {
            yield return Click("main>article>div>img", ClickKind.Click);
            yield return Click("main>article>div>img", ClickKind.Dead);
        }

        if (page.IsRefused && random.Next(3) == 0)
            yield return Click(way, ClickKind.Rage);

        BrowserClick Click(string element, ClickKind kind) => new(element, (GridWidth * Middle(random)) + Middle(random), kind);
    }

    // People aim at the middle.
    private static int Middle(Random random) => (random.Next(GridWidth) + random.Next(GridWidth)) / 2;

    private static BrowserField[] Fields(IEnumerable<KeyValuePair<string, string>> form, int visible)
    {
        var filled = form.Where(f => !Hidden.Contains(f.Key)).ToList();
        return [.. filled.Select(f => new BrowserField(f.Key, 1, f.Value.Length > 0 ? 1 : 0, f.Value.Length > 0 ? 0 : 1, visible / (filled.Count + 1)))];
    }
}
