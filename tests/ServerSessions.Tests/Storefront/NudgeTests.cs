using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storefront;

/// <summary>What the shop shows to a person who is stuck.</summary>
public sealed class NudgeTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    [Fact]
    public async Task After_the_third_failed_payment_the_next_page_has_a_tip_and_the_one_after_it_has_none()
    {
        // One browser in seven is in a holdout, and another one is taken.
        for (var i = 0; i < 30; i++)
        {
            var shopper = new Shopper(shop);
            await shopper.PostAsync("/", "/consent", ("decision", "accept"));
            await shopper.FillCartAsync();
            await shopper.GiveAddressAsync();
            Assert.DoesNotContain("session-nudge", await (await shopper.PayAsync("4000 0000 0000 0002")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
            await shopper.PayAsync("4000 0000 0000 0002");
            await shopper.PayAsync("4000 0000 0000 0002");

            var next = await (await shopper.GetAsync("/checkout/payment")).Content.ReadAsStringAsync();

            if (!next.Contains("data-nudge=\"payment-help\"", StringComparison.Ordinal))
                continue;
            Assert.Contains("<aside class=\"session-nudges\" aria-label=\"A suggestion\">", next, StringComparison.Ordinal);
            Assert.Contains("action=\"/me/nudges/", next, StringComparison.Ordinal);
            Assert.DoesNotContain("session-nudge", await (await shopper.GetAsync("/cart")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
            return;
        }

        Assert.Fail("No browser was shown the tip.");
    }
}
