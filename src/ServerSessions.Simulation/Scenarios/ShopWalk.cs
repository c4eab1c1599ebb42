using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios;

/// <summary>Parts of a visit to the shop, from which scenarios are composed.</summary>
internal static class ShopWalk
{
    public const string DeclinedCard = "4000000000000002";
    public const string GoodCard = "4242424242424242";

    private static readonly string[] Wanted = ["lamp", "linen", "garden", "tea", "wool", "desk", "pan", "basket"];

    public static T PickFrom<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>Opens the shop, answers a question about consent, and opens some products; returns the last product's page.</summary>
    public static async Task<Page> BrowseAsync(this Browser browser, int products, CancellationToken cancel)
    {
        var page = await browser.DecideAsync(await browser.OpenAsync(ShopPaths.Home, cancel, typed: true), cancel);
        for (var seen = 0; seen < products; seen++)
        {
            await browser.ThinkAsync(2, 9, cancel);
            if (browser.Random.Next(3) > 0)
                page = await browser.OpenAsync(browser.Random.PickFrom(page.Links("/categories/")), cancel);
            await browser.ThinkAsync(3, 14, cancel);
            page = await browser.OpenAsync(browser.Random.PickFrom(page.Links("/products/")), cancel);
            await browser.FetchAsync(ShopPaths.Stock, cancel);
        }
        return page;
    }

    /// <summary>
    /// Where a page asks a person for consent: half accept, a third refuse, the others leave it open. Returns the page that is then shown. After a sign-in nothing is
    /// decided: a shop remembers that of its user, and the same seed would make other requests the next time.
    /// </summary>
    private static async Task<Page> DecideAsync(this Browser browser, Page page, CancellationToken cancel)
    {
        if (!browser.IsPerson || browser.HasSignedIn || page.HiddenFields(ShopPaths.Consent).Count == 0)
            return page;
        await browser.ThinkAsync(1, 5, cancel);
        return browser.Random.Next(6) switch
        {
            < 3 => await browser.SubmitAsync(page, ShopPaths.Consent, cancel, 200, ("decision", "accept")),
            < 5 => await browser.SubmitAsync(page, ShopPaths.Consent, cancel, 200, ("decision", "refuse")),
            _ => page,
        };
    }

    /// <summary>Searches and opens a result.</summary>
    public static async Task<Page> SearchAsync(this Browser browser, CancellationToken cancel)
    {
        var text = browser.Random.PickFrom(Wanted);
        await browser.ThinkAsync(2, 6, cancel);
        await browser.FetchAsync(ShopPaths.Suggestions(text[..2]), cancel);
        await browser.FetchAsync(ShopPaths.Suggestions(text), cancel);
        var found = await browser.OpenAsync(ShopPaths.Search(text), cancel);
        await browser.ThinkAsync(2, 8, cancel);
        return await browser.OpenAsync(browser.Random.PickFrom(found.Links("/products/")), cancel);
    }

    public static async Task<Page> AddToCartAsync(this Browser browser, Page product, CancellationToken cancel)
    {
        await browser.ThinkAsync(3, 15, cancel);
        return await browser.SubmitAsync(product, ShopPaths.CartItems, cancel, 200, ("quantity", browser.Random.Next(1, 3).ToString()));
    }

    /// <summary>Checks out, from the cart to the confirmation, with a mistake now and then.</summary>
    public static async Task CheckOutAsync(this Browser browser, CancellationToken cancel)
    {
        await browser.ThinkAsync(2, 8, cancel);
        var address = await browser.OpenAsync(ShopPaths.Address, cancel);
        await browser.ThinkAsync(8, 30, cancel);
        if (browser.Random.Next(4) == 0)
        {
            address = await browser.SubmitAsync(address, ShopPaths.Address, cancel, 400, ("Name", "Robin Reed"), ("Street", "Mill Lane 3"), ("PostalCode", ""), ("City", "Elmstead"));
            await browser.ThinkAsync(4, 9, cancel);
        }
        var payment = await browser.FillAddressAsync(address, cancel);
        await browser.ThinkAsync(8, 30, cancel);
        if (browser.Random.Next(5) == 0)
        {
            payment = await browser.PayAsync(payment, DeclinedCard, cancel, expect: 400);
            await browser.ThinkAsync(6, 15, cancel);
        }
        var review = await browser.PayAsync(payment, GoodCard, cancel);
        await browser.ThinkAsync(3, 10, cancel);
        await browser.SubmitAsync(review, ShopPaths.Order, cancel);
    }

    public static Task<Page> FillAddressAsync(this Browser browser, Page address, CancellationToken cancel) =>
        browser.SubmitAsync(address, ShopPaths.Address, cancel, 200, ("Name", "Robin Reed"), ("Street", "Mill Lane 3"), ("PostalCode", "10115"), ("City", "Elmstead"));

    public static Task<Page> PayAsync(this Browser browser, Page payment, string card, CancellationToken cancel, int expect = 200) =>
        browser.SubmitAsync(payment, ShopPaths.Payment, cancel, expect, ("Number", card), ("Expires", "08/29"), ("Code", "123"));

    /// <summary>Signs in after a number of wrong passwords.</summary>
    public static async Task<Page> SignInAsync(this Browser browser, DemoAccount account, CancellationToken cancel, int mistakes = 0)
    {
        var page = await browser.OpenAsync(ShopPaths.SignIn, cancel);
        for (var mistake = 0; mistake < mistakes; mistake++)
        {
            await browser.ThinkAsync(5, 15, cancel);
            page = await browser.SubmitAsync(page, ShopPaths.SignIn, cancel, 200, ("Email", account.Email), ("Password", account.Password[..^(mistake + 1)]));
        }
        await browser.ThinkAsync(5, 15, cancel);
        return await browser.SubmitAsync(page, ShopPaths.SignIn, cancel, 200, ("Email", account.Email), ("Password", account.Password));
    }

    /// <summary>Opens the sign-in and sends a wrong password.</summary>
    public static async Task GuessAsync(this Browser browser, DemoAccount account, CancellationToken cancel)
    {
        var form = await browser.OpenAsync(ShopPaths.SignIn, cancel, typed: true);
        await browser.SubmitAsync(form, ShopPaths.SignIn, cancel, 200, ("Email", account.Email), ("Password", $"guess-{browser.Random.Next():x8}"));
    }

    public static async Task SignOutAsync(this Browser browser, CancellationToken cancel)
    {
        var account = await browser.OpenAsync(ShopPaths.Account, cancel);
        await browser.ThinkAsync(1, 4, cancel);
        await browser.SubmitAsync(account, ShopPaths.SignOut, cancel);
    }
}
