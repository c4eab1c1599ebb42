using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storefront;

/// <summary>What the shop shows to a person who is stuck.</summary>
public sealed class NudgeTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    [Fact]
    public async Task The_answer_to_the_third_failed_payment_has_a_tip_and_the_next_page_has_none()
    {
        // One browser in seven is in a holdout, and another one is taken.
        for (var i = 0; i < 30; i++)
        {
            var shopper = new Shopper(shop);
            await shopper.FillCartAsync();
            await shopper.GiveAddressAsync();
            Assert.DoesNotContain("session-nudge", await (await shopper.PayAsync("4000 0000 0000 0002")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
            await shopper.PayAsync("4000 0000 0000 0002");

            var third = await (await shopper.PayAsync("4000 0000 0000 0002")).Content.ReadAsStringAsync();

            if (!third.Contains("data-nudge=\"payment-help\"", StringComparison.Ordinal))
                continue;
            Assert.Contains("<aside class=\"session-nudges\" aria-label=\"A suggestion\">", third, StringComparison.Ordinal);
            Assert.Contains("action=\"/me/nudges/", third, StringComparison.Ordinal);
            Assert.DoesNotContain("session-nudge", await (await shopper.GetAsync("/cart")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
            return;
        }

        Assert.Fail("No browser was shown the tip.");
    }
}
