using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;
using Storefront.Goods;
using Storefront.Recommending;

namespace ServerSessions.Tests.Storefront;

/// <summary>The shop's next products come from the transitions of people, with their support, and from the category while there are few.</summary>
public sealed class RecommendationsTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    private static readonly Product Mug = Catalogue.Find("stoneware-mug")!;

    [Fact]
    public void The_next_product_is_the_one_after_the_page_or_after_one_page_between_and_counts_visits()
    {
        var likely = Likely(
            [.. Enumerable.Repeat("home product product.stoneware-mug product.tea-tin product.brass-lamp", 12),
             .. Enumerable.Repeat("product product.stoneware-mug category product product.brass-lamp cart", 7),
             .. Enumerable.Repeat("product product.stoneware-mug product.pen-tray", 4),
             .. Enumerable.Repeat("product product.stoneware-mug cart.add product product.stoneware-mug", 10)]);

        Assert.Equal(33, likely.Visits);
        // Four visits are too few, the third product after it is not the next one, and no product is next to itself.
        Assert.Equal([("tea-tin", 12L), ("brass-lamp", 7L)], likely.Next.Select(n => (n.Product.Slug, n.Visits)));
    }

    [Theory]
    [InlineData(19, 0)]
    [InlineData(20, 1)]
    public void Below_twenty_visits_nothing_is_said(int visits, int expected) =>
        Assert.Equal(expected, Likely(Enumerable.Repeat("product product.stoneware-mug product.tea-tin", visits)).Next.Count);

    [Fact]
    public void A_step_that_is_no_product_of_the_catalogue_is_never_shown() =>
        Assert.Empty(Likely(Enumerable.Repeat("product product.stoneware-mug product.nothing", 30)).Next);

    [Fact]
    public async Task A_page_of_a_product_records_which_one_and_says_that_it_shows_the_category_while_there_are_few_visits()
    {
        var shopper = new Shopper(shop);
        var page = WebUtility.HtmlDecode(await (await shopper.GetAsync("/products/wool-throw")).Content.ReadAsStringAsync());
        await shopper.GetAsync("/products/nothing");

        Assert.Contains("More from Rest", page);
        Assert.Contains("Too few visits yet", page);
        IReadOnlyList<string> steps = [];
        var reports = shop.Services.GetRequiredService<ISessionReports>();
        await Waiting.UntilAsync(async () =>
        {
            steps = [.. await StepsAsync(reports)];
            return steps.Count(s => s == "product.wool-throw") == 1 && steps.Count(s => s == "product") >= 2;
        }, () => string.Join(' ', steps));
        Assert.DoesNotContain("product.nothing", steps);
    }

    [Fact]
    public async Task With_enough_visits_the_page_shows_what_people_looked_at_next_and_how_many()
    {
        using var scope = shop.WithWebHostBuilder(builder => builder.ConfigureServices(services => services.AddSingleton<ISessionInsights>(
            new FixedInsights(DashboardApp.Benign()) { Paths = Paths(Enumerable.Repeat("product product.stoneware-mug product.brass-lamp", 42)) })));
        using var visitor = scope.CreateClient();
        var page = "";
        await Waiting.UntilAsync(async () => (page = await visitor.GetStringAsync("/products/stoneware-mug")).Contains("People looked at these next", StringComparison.Ordinal));

        Assert.Contains("Of 42 visits to this page", page);
        Assert.Contains("42 visits went on to it", page);
        Assert.Contains("href=\"/products/brass-lamp\"", page);
        Assert.DoesNotContain("Too few visits yet", page);
    }

    private static LikelyProducts Likely(IEnumerable<string> walks) => ProductViews.Likely(Mug, Paths(walks), readAt: 1);

    private static PathReport Paths(IEnumerable<string> walks)
    {
        var fold = new PathFold(ProductViews.NameOf(Mug), ProductViews.Depth);
        foreach (var walk in walks)
            fold.Add(Walks.Of(walk));
        return fold.Result();
    }

    private static async Task<IEnumerable<string>> StepsAsync(ISessionReports reports)
    {
        var steps = new List<string>();
        foreach (var session in (await reports.ListAsync(new SessionQuery { Limit = 100 })).Items)
            if (SessionId.TryParse(session.Id, out var id) && await reports.FindAsync(id) is { } report)
                steps.AddRange(report.Steps.Select(s => s.Step));
        return steps;
    }
}
