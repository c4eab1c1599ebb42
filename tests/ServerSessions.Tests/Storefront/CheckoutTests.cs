using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storefront;

public sealed class CheckoutTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    private readonly Shopper _shopper = new(shop);

    [Fact]
    public async Task A_cart_becomes_an_order()
    {
        await _shopper.FillCartAsync("brass-lamp", 2);
        Assert.Equal("/checkout/payment", Location(await _shopper.GiveAddressAsync()));
        Assert.Equal("/checkout/review", Location(await _shopper.PayAsync()));

        var confirmation = Location(await _shopper.PostAsync("/checkout/review", "/checkout/order"));

        var page = await (await _shopper.GetAsync(confirmation)).Content.ReadAsStringAsync();
        Assert.StartsWith("/checkout/orders/FF-", confirmation);
        Assert.Contains("258.00", page);
        Assert.Contains("Nothing in it yet", await Text("/cart"));
    }

    [Fact]
    public async Task An_address_without_a_postal_code_shows_the_form_again_with_what_was_typed()
    {
        await _shopper.FillCartAsync();

        var answer = await _shopper.GiveAddressAsync(postalCode: "");

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The postal code is missing.", page);
        Assert.Contains("Mill Lane 3", page);
    }

    [Fact]
    public async Task A_declined_card_is_a_validation_error_of_its_number()
    {
        await _shopper.FillCartAsync();
        await _shopper.GiveAddressAsync();

        var answer = await _shopper.PayAsync("4000 0000 0000 0002");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("declined this card", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_order_without_payment_leads_back_to_the_payment()
    {
        await _shopper.FillCartAsync();
        await _shopper.GiveAddressAsync();

        var answer = await _shopper.PostAsync("/checkout/address", "/checkout/address", [.. Address]);
        var order = await PostOrderWithTokenOfCartAsync();

        Assert.Equal("/checkout/payment", Location(answer));
        Assert.Equal("/checkout/payment", Location(order));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var answer = await _shopper.PostWithoutTokenAsync("/cart/items", ("slug", "brass-lamp"), ("quantity", "1"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Nothing in it yet", await Text("/cart"));
    }

    [Fact]
    public async Task The_order_of_another_customer_is_not_shown()
    {
        await _shopper.FillCartAsync();
        await _shopper.GiveAddressAsync();
        await _shopper.PayAsync();
        var confirmation = Location(await _shopper.PostAsync("/checkout/review", "/checkout/order"));

        var answer = await new Shopper(shop).GetAsync(confirmation);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_script_gets_problem_details_that_name_the_field()
    {
        var answer = await shop.CreateBareClient().GetAsync("/api/suggestions?q=a");

        var problem = await answer.Content.ReadFromJsonAsync<ValidationProblemDetails>();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("q", Assert.Single(problem!.Errors).Key);
    }

    private static (string, string)[] Address => [("Name", "R"), ("Street", "S 1"), ("PostalCode", "10115"), ("City", "C")];

    private static string Location(HttpResponseMessage answer) => answer.Headers.Location?.OriginalString ?? $"no redirect but {answer.StatusCode}";

    private async Task<HttpResponseMessage> PostOrderWithTokenOfCartAsync()
    {
        var page = new ServerSessions.Simulation.Visiting.Page("/cart", 200, await Text("/cart"));
        var token = page.HiddenFields("/cart/items/brass-lamp").Single(field => field.Key == "__RequestVerificationToken");
        return await _shopper.PostWithoutTokenAsync("/checkout/order", (token.Key, token.Value));
    }

    private async Task<string> Text(string path) => await (await _shopper.GetAsync(path)).Content.ReadAsStringAsync();
}
