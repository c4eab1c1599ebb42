using System.Net;
using System.Text.RegularExpressions;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storefront;

/// <summary>The shop's banner refuses as easily as it accepts, without a script, and does not come back.</summary>
public sealed partial class ConsentBannerTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    [Theory]
    [InlineData("refuse", "/")]
    [InlineData("accept", "/")]
    [InlineData("refuse", "/account/sign-in")]
    public async Task Either_button_answers_it(string decision, string path)
    {
        using var client = shop.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = true, BaseAddress = new Uri("https://localhost") });
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var page = await client.GetStringAsync(path);
        Assert.Contains("aria-labelledby=\"consent-heading\"", page, StringComparison.Ordinal);
        var buttons = Button().Matches(page).Select(m => m.Groups[1].Value + " " + m.Groups[2].Value).Order(StringComparer.Ordinal);
        // The same kind of button for both.
        Assert.Equal(["button accept", "button refuse"], buttons);
        var form = page[page.IndexOf("action=\"/consent\"", StringComparison.Ordinal)..];
        var answer = await client.PostAsync("/consent", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token().Match(form).Groups[1].Value,
            ["returnUrl"] = path,
            ["decision"] = decision,
        }));
        Assert.Equal((HttpStatusCode.SeeOther, path), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.DoesNotContain("consent-heading", await client.GetStringAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_leads_to_what_is_tracked()
    {
        using var client = shop.CreateClient();
        Assert.Contains("href=\"/transparency\"", await client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains("privacy@fern-and-flint.example", await client.GetStringAsync("/transparency"), StringComparison.Ordinal);
    }

    [GeneratedRegex("""<button class="(\w+)" name="decision" value="(\w+)">""")]
    private static partial Regex Button();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Token();
}
