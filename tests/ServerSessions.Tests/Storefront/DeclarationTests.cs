using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storefront;

/// <summary>What the shop's endpoints declare, in all three styles.</summary>
public sealed class DeclarationTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    [Theory]
    [InlineData("/checkout/payment", "POST", "checkout.address")]
    [InlineData("/checkout/payment", "GET", "checkout.address")]
    [InlineData("/checkout/order", "POST", "checkout.payment")]
    public async Task Steps_of_the_checkout_name_their_predecessor(string route, string method, string predecessor)
    {
        var endpoint = await FindAsync(route, method);

        Assert.Equal([predecessor], endpoint.Metadata.GetRequiredMetadata<RequiresStepAttribute>().Steps);
    }

    [Theory]
    [InlineData("/cart/items", "POST", "cart.add")]
    [InlineData("account/sign-in", "GET", "account.sign-in")]
    [InlineData("contact", "POST", "contact.send")]
    public async Task Minimal_APIs_Razor_Pages_and_controllers_name_their_steps(string route, string method, string name) =>
        Assert.Equal(name, (await FindAsync(route, method)).Metadata.GetRequiredMetadata<SessionEventAttribute>().Name);

    [Fact]
    public async Task The_sign_in_page_takes_logins() =>
        Assert.Equal("email", (await FindAsync("account/sign-in", "POST")).Metadata.GetRequiredMetadata<TrackLoginAttribute>().AccountField);

    [Fact]
    public async Task The_change_of_password_is_sensitive() => Assert.NotNull((await FindAsync("account/password", "POST")).Metadata.GetMetadata<SensitiveActionAttribute>());

    [Fact]
    public async Task The_ticker_is_passive() => Assert.NotNull((await FindAsync("/api/stock", "GET")).Metadata.GetMetadata<PassiveRequestAttribute>());

    [Fact]
    public async Task The_wishlist_is_a_feature() =>
        Assert.Equal("wishlist", (await FindAsync("/wishlist/{slug}", "POST")).Metadata.GetRequiredMetadata<SessionFeatureAttribute>().Name);

    [Fact]
    public void Every_lesson_is_a_module_of_the_course_in_its_order() => Assert.Equal(
        shop.Services.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Courses.Single().Modules,
        shop.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).Where(e => e is RouteEndpoint { RoutePattern.RawText: { } route } && route.StartsWith("/learn/", StringComparison.Ordinal) && route.Length > "/learn/".Length)
            .Select(e => e.Metadata.GetRequiredMetadata<SessionFeatureAttribute>().Name).Distinct());

    [Fact]
    public async Task A_trap_is_set() => Assert.NotNull((await FindAsync("/wp-login.php", "GET")).Metadata.GetMetadata<SessionTrapAttribute>());

    private async Task<RouteEndpoint> FindAsync(string route, string method)
    {
        // Razor Pages put their metadata on the compiled endpoint, which exists once the page was asked for.
        await shop.CreateBareClient().GetAsync($"/{route.TrimStart('/').Replace("{slug}", "x")}");
        return shop.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().First(endpoint =>
            endpoint.RoutePattern.RawText == route
            && (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) ?? true));
    }
}
