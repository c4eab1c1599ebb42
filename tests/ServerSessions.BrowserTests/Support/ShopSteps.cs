using Microsoft.Playwright;
using ServerSessions.Simulation;

namespace ServerSessions.BrowserTests.Support;

/// <summary>What people do in the shop.</summary>
internal static class ShopSteps
{
    /// <summary>Signs in by the form.</summary>
    public static async Task SignInAsync(this WatchedPage watched, string email)
    {
        await watched.GoAsync("/account/sign-in");
        await watched.Page.GetByLabel("Email").FillAsync(email);
        await watched.Page.GetByLabel("Password").FillAsync(DemoAccounts.Password);
        await watched.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(watched.Page.Locator("nav[aria-label=Yours]")).ToContainTextAsync("Cart");
        await Assertions.Expect(watched.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true })).ToHaveCountAsync(0);
    }
}
