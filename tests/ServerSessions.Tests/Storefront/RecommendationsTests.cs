using System.Net;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;
using Storefront.Goods;
using Storefront.Recommending;

namespace ServerSessions.Tests.Storefront;

/// <summary>The shop's next products are the library's likely next items, with their support; the category stands in while there are few.</summary>
public sealed class RecommendationsTests(ShopFactory shop) : IClassFixture<ShopFactory>
{
    private static readonly Product Mug = Catalogue.Find("stoneware-mug")!;

    [Fact]
    public void Products_of_the_catalogue_are_shown_and_at_most_four()
    {
        string[] next = ["nothing", "tea-tin", "brass-lamp", "pen-tray", "wool-throw", "salt-cellar"];

        Assert.Equal(next[1..5], ProductViews.Likely(Mug, new FixedSteps(next)).Select(n => n.Product.Slug));
    }

    [Fact]
    public async Task A_page_of_a_product_records_which_one_and_says_that_it_shows_the_category_while_there_are_few_people()
    {
        var shopper = new Shopper(shop);
        var page = WebUtility.HtmlDecode(await (await shopper.GetAsync("/products/wool-throw")).Content.ReadAsStringAsync());
        await shopper.GetAsync("/products/nothing");

        Assert.Contains("More from Rest", page);
        Assert.Contains("Too few people yet", page);
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
    public async Task With_enough_people_the_page_shows_what_they_looked_at_next_and_how_many()
    {
        using var scope = shop.WithWebHostBuilder(builder => builder.ConfigureServices(services => services.AddSingleton<ILikelySteps>(new FixedSteps(["brass-lamp"]))));
        using var visitor = scope.CreateClient();

        var page = await visitor.GetStringAsync("/products/stoneware-mug");

        Assert.Contains("People looked at these next", page);
        Assert.Contains("42 people: 60 % of those who looked at this", page);
        Assert.Contains("href=\"/products/brass-lamp\"", page);
        Assert.DoesNotContain("Too few people yet", page);
    }

    [Fact]
    public void The_shop_declares_its_events_as_items() =>
        Assert.Contains(ProductViews.Prefix, shop.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SessionTrackingOptions>>().Value.LiveJourney.ItemEvents);

    private static async Task<IEnumerable<string>> StepsAsync(ISessionReports reports)
    {
        var steps = new List<string>();
        foreach (var session in (await reports.ListAsync(new SessionQuery { Limit = 100 })).Items)
            if (SessionId.TryParse(session.Id, out var id) && await reports.FindAsync(id) is { } report)
                steps.AddRange(report.Steps.Select(s => s.Step));
        return steps;
    }

    private sealed class FixedSteps(IEnumerable<string> slugs) : ILikelySteps
    {
        public IReadOnlyList<LikelyStep> Next(string step) => [];

        public IReadOnlyList<LikelyStep> NextItems(string item) =>
            item == ProductViews.NameOf(Mug) ? [.. slugs.Select(slug => new LikelyStep(ProductViews.Prefix + slug, 0.6, 42, LikelyStepSource.Transitions))] : [];
    }
}
