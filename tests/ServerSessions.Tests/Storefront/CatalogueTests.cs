using System.Net;
using ServerSessions.Tests.Support;
using Storefront.Goods;

namespace ServerSessions.Tests.Storefront;

public sealed class CatalogueTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    private readonly HttpClient _http = shop.CreateBareClient();

    [Fact]
    public void There_are_twenty_four_things_in_four_categories()
    {
        Assert.Equal(24, Catalogue.Products.Count);
        Assert.All(Catalogue.Categories, category => Assert.Equal(6, Catalogue.In(category).Count()));
    }

    [Fact]
    public async Task Every_product_has_its_page_and_its_picture()
    {
        foreach (var product in Catalogue.Products)
        {
            Assert.Contains(product.Description, WebUtility.HtmlDecode(await _http.GetStringAsync($"/products/{product.Slug}")));
            Assert.StartsWith("<svg", await _http.GetStringAsync(product.Picture));
        }
    }

    [Fact]
    public async Task Search_finds_by_name_and_says_when_there_is_nothing()
    {
        Assert.Contains("Brass desk lamp", await _http.GetStringAsync("/search?q=LAMP"));
        Assert.Contains("Nothing matches", await _http.GetStringAsync("/search?q=zebra"));
    }

    [Fact]
    public async Task What_was_searched_is_encoded() =>
        Assert.DoesNotContain("<script>alert", await _http.GetStringAsync("/search?q=%3Cscript%3Ealert(1)"));

    [Theory]
    [InlineData("/products/nothing", HttpStatusCode.NotFound)]
    [InlineData("/categories/nothing", HttpStatusCode.NotFound)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    [InlineData("/wp-login.php", HttpStatusCode.NotFound)]
    [InlineData("/demo/error", HttpStatusCode.InternalServerError)]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/api/stock", HttpStatusCode.OK)]
    [InlineData("/contact", HttpStatusCode.OK)]
    public async Task Pages_answer_as_they_should(string path, HttpStatusCode expected) =>
        Assert.Equal(expected, (await _http.GetAsync(path)).StatusCode);

    [Fact]
    public async Task The_wishlist_keeps_and_forgets()
    {
        var shopper = new Shopper(shop);
        await shopper.PostAsync("/products/tea-tin", "/wishlist/tea-tin");
        var kept = await (await shopper.GetAsync("/wishlist")).Content.ReadAsStringAsync();
        await shopper.PostAsync("/wishlist", "/wishlist/tea-tin/remove");
        var forgotten = await (await shopper.GetAsync("/wishlist")).Content.ReadAsStringAsync();

        Assert.Contains("Tea tin", kept);
        Assert.DoesNotContain("Tea tin", forgotten);
    }

    [Fact]
    public async Task The_contact_form_names_the_fields_that_are_wrong()
    {
        var answer = await new Shopper(shop).PostAsync("/contact", "/contact", ("Email", "no address"), ("Subject", "Hello"), ("Message", "Is this shop real?"));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("This is no email address.", page);
        Assert.DoesNotContain("The message is empty.", page.Replace("data-val-required=\"The message is empty.\"", ""));
    }
}
