using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;
using ServerSessions.Tests.Support;

namespace ServerSessions.BrowserTests.Beacon;

/// <summary>What a person does in a real browser is what the session says.</summary>
[Trait("Length", "Long")]
public class BeaconTests(BeaconBrowser browser) : IClassFixture<BeaconBrowser>
{
    private const double Tolerance = 250;

    [Fact]
    public async Task Visible_time_and_depth_are_those_that_the_page_measured()
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync("/read");
        await watched.Page.EvaluateAsync("() => new Promise(done => { addEventListener('scroll', () => done(), { once: true }); scrollTo(0, 1500); })");
        await watched.Page.WaitForTimeoutAsync(1_200);
        await watched.Page.EvaluateAsync("() => new Promise(done => { addEventListener('scroll', () => done(), { once: true }); scrollTo(0, 0); })");
        await watched.GoAsync("/next");

        var log = await BeaconBrowser.LogAsync(watched, "/read");
        var session = await browser.SessionAsync(watched, s => s.Steps[0].DwellSource == DwellSource.Beacon);
        var step = session.Steps[0];
        Assert.Equal("GET /read", step.Step);
        Assert.InRange(step.Engagement!.VisibleMs, log.Visible - Tolerance, log.Visible + Tolerance);
        Assert.InRange(step.Engagement.ScrollDepth, log.Depth - 2, log.Depth + 2);
        Assert.True(log.Visible > 1_000 && log.Depth is > 30 and < 90, $"{log}");
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Time_in_the_background_is_not_counted()
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync("/read");
        await watched.Page.WaitForTimeoutAsync(600);
        await SwitchAsync(watched, "hidden");
        await watched.Page.WaitForTimeoutAsync(1_500);
        var hidden = await browser.SessionAsync(watched, s => s.Steps[0].DwellSource == DwellSource.Beacon);
        await SwitchAsync(watched, "visible");
        await watched.Page.WaitForTimeoutAsync(600);
        await watched.GoAsync("/next");

        var log = await BeaconBrowser.LogAsync(watched, "/read");
        var session = await browser.SessionAsync(watched, s => s.Steps.Count == 2 && s.Steps[0].DwellMs > hidden.Steps[0].DwellMs);
        Assert.InRange(session.Steps[0].DwellMs!.Value, log.Visible - Tolerance, log.Visible + Tolerance);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Clicks_are_counted_exactly_with_rage_clicks_dead_clicks_and_errors()
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync("/clicks");
        // A position is inside of the border of 2 pixels: 16 of 60 pixels are in the third row of ten.
        for (var i = 0; i < 4; i++)
        {
            await watched.Page.ClickAsync("#works", new PageClickOptions { Position = new Position { X = 150, Y = 14 } });
            await watched.Page.WaitForTimeoutAsync(1_100);
        }

        // One call, so that no machine is too slow for three clicks in a second.
        await watched.Page.ClickAsync("#works", new PageClickOptions { ClickCount = 3, Position = new Position { X = 10, Y = 50 } });
        await watched.Page.ClickAsync("#throws");
        await watched.Page.WaitForTimeoutAsync(3_000);
        await watched.Page.ClickAsync("#nothing");
        await watched.Page.WaitForTimeoutAsync(3_500);
        await watched.GoAsync("/next");

        var session = await browser.SessionAsync(watched, s => s.Steps[0].Engagement?.Clicks == 9 && s.Steps[0].Engagement!.DeadClicks > 0);
        Assert.Equal((9, 1, 1, 1), (session.Steps[0].Engagement!.Clicks, session.Steps[0].Engagement!.RageClicks, session.Steps[0].Engagement!.DeadClicks, session.Steps[0].Engagement!.ScriptErrors));
        var clicks = browser.App.Clicks();
        Assert.Contains(("@works", 27, "Click"), clicks);
        Assert.Contains(("@works", 80, "Rage"), clicks);
        Assert.Equal("main>button:2", Assert.Single(clicks, c => c.Kind == "Dead").Element);
    }

    [Fact]
    public async Task A_stalled_form_shows_its_fields_by_name_and_nothing_that_was_typed()
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync("/form");
        await watched.Page.FillAsync("#email", "aunt@example.org");
        await watched.Page.FillAsync("#secret", "hunter2");
        await watched.Page.FocusAsync("#city");
        await watched.Page.WaitForTimeoutAsync(800);
        await watched.Page.EvaluateAsync("() => document.forms[0].reportValidity()");
        await watched.GoAsync("/next");

        await browser.SessionAsync(watched, s => s.Steps[0].DwellSource == DwellSource.Beacon);
        var fields = browser.App.Fields();
        Assert.Equal(["city", "email", "secret"], fields.Select(f => f.Name).Distinct().Order());
        Assert.Equal("city", fields[^1].Name);
        Assert.Equal((1, 1), (fields.Where(f => f.Name == "email").Sum(f => f.Changes), fields.Where(f => f.Name == "city").Sum(f => f.Errors)));
        Assert.True(fields.Where(f => f.Name == "city").Sum(f => f.Milliseconds) >= 700);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Web_vitals_are_those_that_the_browser_measured()
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync("/clicks");
        await watched.Page.ClickAsync("#works");
        await Assertions.Expect(watched.Page.Locator("#out")).ToHaveTextAsync(".");
        var paint = await watched.Page.EvaluateAsync<double>("async () => { let entry; while (!(entry = performance.getEntriesByName('first-contentful-paint')[0])) await new Promise(requestAnimationFrame); return entry.startTime; }");
        var firstByte = await watched.Page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].responseStart");
        // The browser passes its measurements on between two frames.
        await watched.Page.WaitForFunctionAsync("() => ['LCP', 'FCP', 'TTFB', 'CLS'].every(name => name in self.ssVitals)");
        await watched.GoAsync("/next");

        var session = await browser.SessionAsync(watched, s => s.Steps[0].Engagement?.Vitals is not null);
        var vitals = session.Steps[0].Engagement!.Vitals!;
        Assert.Equal((paint, firstByte), (vitals.Fcp!.Value, vitals.Ttfb!.Value), (a, b) => Math.Abs(a.Item1 - b.Item1) <= 1 && Math.Abs(a.Item2 - b.Item2) <= 1);
        Assert.True(vitals.Lcp >= vitals.Fcp && vitals.Cls is >= 0 and < 1, $"{vitals}");
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task A_route_of_a_single_page_is_a_step_named_by_its_endpoint()
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync("/app");
        await watched.Page.ClickAsync("#route");
        await Assertions.Expect(watched.Page.Locator("#out")).ToHaveTextAsync("order");
        var session = await browser.SessionAsync(watched, s => s.Steps.Count == 2);
        Assert.Equal(["GET /app", "GET /app/orders/{id:int}"], session.Steps.Select(s => s.Step));
        Assert.Equal(1, session.Steps[0].Engagement!.Clicks);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task A_page_rendered_in_advance_counts_once_when_it_is_shown_and_never_when_it_is_not()
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync("/start");
        await browser.SessionAsync(watched, s => browser.App.Requests("GET /ahead") + browser.App.Requests("GET /never") >= 2);
        await watched.Page.WaitForTimeoutAsync(1_000);
        await watched.Page.ClickAsync("#go");
        await watched.Page.WaitForURLAsync("**/ahead");
        await watched.Page.WaitForTimeoutAsync(600);
        await watched.GoAsync("/next");

        // A report on the way and the one on leaving come in their own time: the last one counts.
        var log = await BeaconBrowser.LogAsync(watched, "/ahead");
        var session = await browser.SessionAsync(watched, s => s.Steps.Any(x => x.Step == "GET /ahead" && x.DwellMs >= log.Visible - Tolerance) && s.Steps.Any(x => x.Step == "GET /next"));
        Assert.Equal(["GET /start", "GET /ahead", "GET /next"], session.Steps.Select(s => s.Step));
        Assert.Equal(1, browser.App.Requests("GET /ahead"));
        Assert.InRange(session.Steps[1].DwellMs!.Value, log.Visible - Tolerance, log.Visible + Tolerance);
    }

    [Fact]
    public async Task A_return_from_the_back_forward_cache_is_a_step_without_a_request()
    {
        await using var watched = await browser.OpenAsync();
        await watched.GoAsync("/read");
        await watched.GoAsync("/next");
        await watched.Page.GoBackAsync(new PageGoBackOptions { WaitUntil = WaitUntilState.Commit });
        Assert.Equal("/read", await watched.Page.EvaluateAsync<string?>("sessionStorage.getItem('returned')"));
        var session = await browser.SessionAsync(watched, s => s.Steps.Count == 3);
        Assert.Equal(["GET /read", "GET /next", "GET /read"], session.Steps.Select(s => s.Step));
        Assert.Equal(1, session.Steps[0].Count);
        Assert.Empty(watched.Faults);
    }

    // A headless browser keeps its tabs visible, so the test sets what a page in a hidden tab reads.
    private static Task SwitchAsync(WatchedPage watched, string state) => watched.Page.EvaluateAsync(
        """
        state => {
          Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }
        """, state);
}
