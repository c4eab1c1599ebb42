using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions.Simulation;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storefront;

/// <summary>The shop's own step-up: a challenged customer gives the password again and continues.</summary>
public sealed class StepUpTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    private readonly Shopper _shopper = new(shop);

    [Fact]
    public async Task A_challenged_customer_gives_the_password_and_returns_to_the_same_page()
    {
        var account = DemoAccounts.All[20];
        await _shopper.SignInAsync(account.Email);
        await ChallengeAsync(account.Email);

        var asked = await _shopper.GetAsync("/account");
        Assert.Equal((HttpStatusCode.Redirect, "/account/step-up?returnUrl=%2Faccount"), (asked.StatusCode, asked.Headers.Location?.OriginalString));
        var wrong = await _shopper.PostAsync("/account/step-up?returnUrl=/account", "/account/step-up", ("Password", "not the password"), ("ReturnUrl", "/account"));
        Assert.Contains("do not belong together", await wrong.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await _shopper.GetAsync("/account")).StatusCode);
        var right = await _shopper.PostAsync("/account/step-up?returnUrl=/account", "/account/step-up", ("Password", DemoAccounts.Password), ("ReturnUrl", "/account"));

        Assert.Equal("/account", right.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await _shopper.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_customer_who_cannot_give_it_can_sign_out()
    {
        var account = DemoAccounts.All[21];
        await _shopper.SignInAsync(account.Email);
        await ChallengeAsync(account.Email);
        Assert.Equal("/", (await _shopper.PostAsync("/account/sign-out", "/account/sign-out")).Headers.Location?.OriginalString);
    }

    [Fact]
    public void It_is_in_shadow_until_enforce_is_set()
    {
        var options = shop.Services.GetRequiredService<IOptions<SessionTrackingOptions>>().Value;
        Assert.Equal((DetectionMode.Shadow, ResponseKind.Challenge), (options.Detection.Modes["D5"], options.Responses.Rules["D5"].Kind));
    }

    private async Task ChallengeAsync(string user) =>
        await shop.Services.GetRequiredService<ISessionControl>().ChallengeAsync(ResponseTarget.OfUser(user), new ResponseNote("asked by a test"));
}
