using Microsoft.AspNetCore.Mvc.Testing;
using ServerSessions.Simulation;
using ServerSessions.Simulation.Visiting;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storefront;

/// <summary>A person at a browser: keeps cookies, sends forms with their tokens, follows no redirect.</summary>
internal sealed class Shopper(ShopFactory shop)
{
    private readonly HttpClient _http = shop.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Takes the form's token from one page and posts the fields.</summary>
    public async Task<HttpResponseMessage> PostAsync(string from, string action, params (string Name, string Value)[] fields)
    {
        var page = new Page(from, 200, await (await GetAsync(from)).Content.ReadAsStringAsync());
        var token = page.HiddenFields(action).Where(field => field.Key == "__RequestVerificationToken");
        return await PostWithoutTokenAsync(action, [.. token.Select(field => (field.Key, field.Value)), .. fields]);
    }

    public Task<HttpResponseMessage> PostWithoutTokenAsync(string action, params (string Name, string Value)[] fields) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, action)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        });

    public Task<HttpResponseMessage> SignInAsync(string email, string? password = null, string from = "/account/sign-in") =>
        PostAsync(from, "/account/sign-in", ("Email", email), ("Password", password ?? DemoAccounts.Password));

    public Task<HttpResponseMessage> AcceptAsync() => PostAsync("/", "/consent", ("returnUrl", "/"), ("decision", "accept"));

    public Task<HttpResponseMessage> FillCartAsync(string slug = "brass-lamp", int quantity = 1) =>
        PostAsync($"/products/{slug}", "/cart/items", ("slug", slug), ("quantity", quantity.ToString()));

    public Task<HttpResponseMessage> GiveAddressAsync(string postalCode = "10115") => PostAsync("/checkout/address", "/checkout/address",
        ("Name", "Robin Reed"), ("Street", "Mill Lane 3"), ("PostalCode", postalCode), ("City", "Elmstead"));

    public Task<HttpResponseMessage> PayAsync(string card = "4242 4242 4242 4242") => PostAsync("/checkout/payment", "/checkout/payment",
        ("Number", card), ("Expires", "08/29"), ("Code", "123"));

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Accept.ParseAdd("text/html");
        return _http.SendAsync(request);
    }
}
