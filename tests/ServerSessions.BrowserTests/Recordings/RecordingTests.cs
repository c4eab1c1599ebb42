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
        await player.Locator("#bar").EvaluateAsync("bar => { bar.value = bar.max; bar.dispatchEvent(new Event('input')); }");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("******* ** *******");
        Assert.Empty(admin.Faults);
    }
}
