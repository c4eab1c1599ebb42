using System.Text.Json;
using Microsoft.Playwright;
using ServerSessions.BrowserTests.Support;

namespace ServerSessions.BrowserTests.Shop;

/// <summary>The shop's banner, as a visitor sees it.</summary>
[Collection(BrowserCollection.Name)]
public class ConsentBannerTests(BrowserSite site)
{
    private const string Weight = """
        e => { const s = getComputedStyle(e); return [s.color, s.backgroundColor, s.borderColor, s.borderWidth, s.fontSize, s.fontWeight, s.opacity, s.boxShadow, s.textDecorationLine, s.visibility,
          e.getBoundingClientRect().height, e.getBoundingClientRect().top].join('; '); }
        """;

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Light, 400)]
    [InlineData(ColorScheme.Dark, 1280)]
    public async Task Refusing_has_the_same_visual_weight_as_accepting(ColorScheme scheme, int width)
    {
        await using var watched = await site.OpenAsync();
        await watched.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await watched.Page.SetViewportSizeAsync(width, 900);
        await watched.GoAsync("/");
        var (refuse, accept) = (Button(watched, "Refuse"), Button(watched, "Accept"));
        Assert.Equal(await accept.EvaluateAsync<string>(Weight), await refuse.EvaluateAsync<string>(Weight));
        // Width follows the length of the word.
        var (narrow, wide) = (await refuse.BoundingBoxAsync(), await accept.BoundingBoxAsync());
        Assert.InRange(narrow!.Width / wide!.Width, 0.9, 1.1);
        Assert.Empty(watched.Faults);
    }

    [Theory]
    [InlineData("Refuse", "refused")]
    [InlineData("Accept", "granted")]
    public async Task One_click_answers_it_either_way_and_it_does_not_come_back(string button, string state)
    {
        await using var watched = await site.OpenAsync();
        await watched.GoAsync("/categories/garden");
        await Button(watched, button).ClickAsync();
        await Assertions.Expect(watched.Page.Locator(".consent")).ToHaveCountAsync(0);
        Assert.Equal("/categories/garden", new Uri(watched.Page.Url).AbsolutePath);
        await watched.GoAsync("/");
        await Assertions.Expect(watched.Page.Locator(".consent")).ToHaveCountAsync(0);
        var decided = JsonDocument.Parse(await watched.Page.EvaluateAsync<string>("fetch('/consent').then(r => r.text())")).RootElement;
        Assert.Contains(decided.GetProperty("purposes").EnumerateArray(), p => p.GetProperty("decision").GetString() == state);
        Assert.Empty(watched.Faults);
    }

    [Fact]
    public async Task Both_buttons_are_reached_by_the_keyboard_one_after_the_other()
    {
        await using var watched = await site.OpenAsync();
        await watched.GoAsync("/");
        await Button(watched, "Refuse").FocusAsync();
        await watched.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Button(watched, "Accept")).ToBeFocusedAsync();
        await watched.Page.Keyboard.PressAsync("Shift+Tab");
        await watched.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(watched.Page.Locator(".consent")).ToHaveCountAsync(0);
    }

    private static ILocator Button(WatchedPage watched, string name) => watched.Page.Locator(".consent").GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
