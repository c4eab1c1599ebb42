using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.BrowserTests.Recordings;

/// <summary>What a real browser records, and what is seen of it in the player.</summary>
[Collection(BrowserCollection.Name)]
public class RecordingTests(BrowserSite site)
{
    private const string Form =
        """
        <h1>Account of Beatrix</h1>
        <p data-ss-show id="shown">Opening hours</p>
        <p title="tooltip-secret">private-secret</p>
        <form action="/send?token=action-secret">
          <input id="password" type="password" placeholder="placeholder-secret">
          <input id="name" aria-label="label-secret">
          <input type="hidden" name="hidden" value="hidden-secret">
          <textarea id="note">area-secret</textarea>
          <select><option>option-secret</option></select>
          <div id="editable" contenteditable data-ss-show>editable-secret</div>
          <a href="/reset?code=link-secret">reset</a>
          <img alt="alt-secret" src="/picture-secret.png">
        </form>
        <div id="host"></div>
        <button id="more" type="button" data-ss-show>More</button>
        <script>
          document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML = 'shadow-secret <b>shadow-bold-secret</b>';
          document.getElementById('more').addEventListener('click', () => {
            document.getElementById('shown').firstChild.data = 'Closed today';
            const added = document.createElement('p');
            added.textContent = 'added-secret';
            added.setAttribute('data-user', 'attribute-secret');
            document.body.append(added);
          });
        </script>
        """;

    [Fact]
    public async Task Nothing_that_was_typed_or_that_is_not_marked_is_in_what_is_stored()
    {
        await using var app = await RecordedApp.StartAsync(a => a.MapGet("/account/{id}", (HttpContext c) => RecordedApp.Page(c, Form)), kestrel: true);
        await using var watched = await WatchedPage.OpenAsync(site.Browser, app.Tracked.Address);
        await watched.GoAsync("/account/address-secret?query=query-secret");
        await watched.Page.FillAsync("#password", "typed-secret");
        await watched.Page.FillAsync("#name", "name-secret");
        await watched.Page.FillAsync("#note", "note-secret");
        await watched.Page.ClickAsync("#editable");
        await watched.Page.Keyboard.TypeAsync("written-secret");
        await watched.Page.ClickAsync("#more");
        await watched.Page.Mouse.MoveAsync(300, 300);
        await Waiting.UntilAsync(async () => (await app.DecryptedAsync()).Contains("Closed today", StringComparison.Ordinal), what: "the change is stored");

        var stored = await app.DecryptedAsync();
        Assert.Contains("Opening hours", stored);
        Assert.Contains("/account/{id}", stored);
        Assert.DoesNotContain("secret", stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Beatrix", stored);
        foreach (var file in app.Files())
            Assert.DoesNotContain("Opening hours", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
    }

    [Fact]
    public async Task The_player_shows_the_page_as_it_was()
    {
        await using var app = await RecordedApp.StartAsync(a => a.MapGet("/account/{id}", (HttpContext c) => RecordedApp.Page(c, Form)), kestrel: true);
        await using var watched = await WatchedPage.OpenAsync(site.Browser, app.Tracked.Address);
        await watched.GoAsync("/account/7");
        await watched.Page.ClickAsync("#more");
        // One call, so that no machine is too slow for three clicks in a second.
        await watched.Page.ClickAsync("h1", new PageClickOptions { ClickCount = 3 });
        await watched.Page.Mouse.MoveAsync(300, 300);
        await Waiting.UntilAsync(async () => (await app.DecryptedAsync()).Contains("Closed today", StringComparison.Ordinal), what: "the change is stored");
        await watched.GoAsync("/account/8");
        var session = (await app.Tracked.OnlySessionAsync(2)).Summary.Id;

        await using var admin = await WatchedPage.OpenAsync(site.Browser, app.Tracked.Address);
        await admin.GoAsync("/admin/sessions/sessions/" + session);
        await admin.Page.ClickAsync("text=Watch the recording");
        var player = admin.Page.FrameLocator("iframe.recording");
        var page = player.FrameLocator("iframe");
        await Assertions.Expect(page.Locator("#shown")).ToHaveTextAsync("Opening hours");
        await Assertions.Expect(player.GetByRole(AriaRole.List, new() { Name = "Rage clicks" }).GetByRole(AriaRole.Button)).ToHaveCountAsync(1);
        await player.GetByRole(AriaRole.List, new() { Name = "Rage clicks" }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.Locator("#shown")).ToHaveTextAsync("Closed today");
        await player.Locator("#bar").EvaluateAsync("bar => { bar.value = bar.max; bar.dispatchEvent(new Event('input')); }");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("******* ** *******");
        Assert.Empty(Faults(admin));
    }

    [Fact]
    public async Task A_page_that_changes_a_thousand_times_a_second_is_cut_and_says_so()
    {
        const string Busy = "<p id=busy>0</p><script>let n = 0; setInterval(() => { const p = document.getElementById('busy'); p.replaceChildren(); for (let i = 0; i < 50; i++) p.append(document.createElement('i')); p.className = 'c' + n++; }, 50);</script>";
        await using var app = await RecordedApp.StartAsync(a => a.MapGet("/busy", (HttpContext c) => RecordedApp.Page(c, Busy)), o => o.MaxBytesPerMinute = 200_000, kestrel: true);
        await using var watched = await WatchedPage.OpenAsync(site.Browser, app.Tracked.Address);
        await watched.GoAsync("/busy");
        await Waiting.UntilAsync(async () => (await app.EntriesAsync()) is [var (_, entry)] && entry.Cut == "changes", what: "the recording is cut");
        Assert.InRange((await app.EntriesAsync())[0].Entry.Sent, 1, 200_000);
        // The page goes on as before.
        var now = await watched.Page.Locator("#busy").GetAttributeAsync("class");
        await Assertions.Expect(watched.Page.Locator("#busy")).Not.ToHaveAttributeAsync("class", now!);
        Assert.Empty(Faults(watched));
    }

    [Fact]
    public async Task Crafted_content_runs_nothing_and_fetches_nothing_in_the_player()
    {
        await using var app = await RecordedApp.StartAsync(kestrel: true);
        await using var watched = await WatchedPage.OpenAsync(site.Browser, app.Tracked.Address);
        await watched.GoAsync("/page");
        await watched.GoAsync("/page");
        var status = await watched.Page.EvaluateAsync<int>(
            "body => fetch('/_sr', { method: 'POST', body, headers: { 'Content-Type': 'application/json' } }).then(a => a.status)",
            RecordedChunks.Of(0, 1_000, RecordedChunks.Page, "/page", [RecordedChunks.Meta(1_000), Crafted, RecordedChunks.Move(2_000)]));
        Assert.Equal(204, status);
        var session = "";
        await Waiting.UntilAsync(async () => (await app.Tracked.Reports.ListAsync(new SessionQuery())).Items is [var item, ..] && (session = item.Id).Length > 0, what: "the session is open");

        await using var admin = await WatchedPage.OpenAsync(site.Browser, app.Tracked.Address);
        await admin.GoAsync($"/admin/sessions/sessions/{session}/recording");
        var player = admin.Page.FrameLocator("iframe.recording");
        var page = player.FrameLocator("iframe");
        await player.Locator("html[data-ready]").WaitForAsync();
        await player.Locator("#bar").EvaluateAsync("bar => { bar.value = bar.max; bar.dispatchEvent(new Event('input')); }");
        await Assertions.Expect(page.Locator("#end")).ToHaveTextAsync("The end");
        Assert.DoesNotContain(admin.Requests, url => url.Contains("evil", StringComparison.Ordinal));
        Assert.All(admin.Requests, url => Assert.StartsWith(app.Tracked.Address.ToString(), url));
        Assert.Empty(await admin.CalledAsync());
        foreach (var frame in admin.Page.Frames)
            if (frame != admin.Page.MainFrame && frame.Url != "about:blank" && frame.ParentFrame == admin.Page.MainFrame)
                Assert.Empty(await frame.EvaluateAsync<string[]>("window.pwned"));
        Assert.Empty(Faults(admin));
    }

    // The browser warns that the player itself could leave its sandbox; the frame in it, with what was recorded, cannot.
    private static IEnumerable<string> Faults(WatchedPage page) =>
        page.Faults.Where(f => !f.Contains("allow-scripts and allow-same-origin", StringComparison.Ordinal) && !f.Contains("/favicon.ico", StringComparison.Ordinal));

    // What a hostile client could send, in the order of what a browser would do with it.
    private static string Crafted
    {
        get
        {
            (string Tag, string Attributes, string Text)[] hostile =
            [
                ("base", "\"href\":\"https://evil.example/\"", ""), ("script", "\"src\":\"https://evil.example/x.js\"", "alert(1)"), ("meta", "\"http-equiv\":\"refresh\",\"content\":\"0;url=https://evil.example/\"", ""),
                ("link", "\"rel\":\"stylesheet\",\"href\":\"https://evil.example/x.css\"", ""), ("style", "\"_cssText\":\"@import 'https://evil.example/y.css';body{background:u\\\\72l(https://evil.example/z)}\"", ""),
                ("img", "\"src\":\"https://evil.example/a\",\"onerror\":\"alert(2)\"", ""), ("img", "\"rr_dataURL\":\"https://evil.example/b\"", ""), ("iframe", "\"srcdoc\":\"<script>parent.alert(3)</script>\"", ""),
                ("iframe", "\"src\":\"javascript:alert(4)\"", ""), ("object", "\"data\":\"https://evil.example/c\"", ""), ("video", "\"src\":\"https://evil.example/d\",\"rr_mediaState\":\"played\"", ""),
                ("svg", "\"onload\":\"alert(5)\"", ""), ("image", "\"xlink:href\":\"https://evil.example/e\"", ""), ("use", "\"href\":\"https://evil.example/f#a\"", ""), ("animate", "\"onbegin\":\"alert(6)\"", ""),
                ("div", "\"style\":\"background-image:url(https://evil.example/g)\",\"onmouseover\":\"alert(7)\"", "hover"), ("form", "\"action\":\"https://evil.example/h\"", ""), ("input", "\"autofocus\":\"\",\"onfocus\":\"alert(8)\"", ""),
                ("details", "\"open\":\"\",\"ontoggle\":\"alert(9)\"", ""), ("p", "\"id\":\"end\",\"data-ss-show\":\"\"", "The end"),
            ];
            var nodes = hostile.Select((h, i) => $$"""{"type":2,"id":{{10 + (2 * i)}},"tagName":"{{h.Tag}}","isSVG":{{(h.Tag is "svg" or "image" or "use" or "animate" ? "true" : "false")}},"attributes":{ {{h.Attributes}} },"childNodes":[{"type":3,"id":{{11 + (2 * i)}},"textContent":"{{h.Text}}"}]}""");
            return """{"type":2,"timestamp":1000,"data":{"initialOffset":{"left":0,"top":0},"node":{"type":0,"id":1,"childNodes":[{"type":2,"id":2,"tagName":"html","attributes":{},"childNodes":[{"type":2,"id":3,"tagName":"body","attributes":{"onload":"alert(0)"},"childNodes":["""
                + string.Join(',', nodes) + "]}]}]}}}";
        }
    }
}
