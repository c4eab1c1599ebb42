using System.Collections.Concurrent;
using System.Threading.Channels;
using ServerSessions.Insights;
using ServerSessions.Reports;
using Storefront.Goods;

namespace Storefront.Recommending;

/// <summary>
/// Keeps what people looked at next, of the last 7 days, for the products that are looked at. It is read behind the requests and again after 10 minutes; a page shows what is there.
/// It is made of the visits of many and of none of the visitor who sees it, so it needs no consent of theirs.
/// </summary>
internal sealed class Recommendations(ISessionInsights insights, TimeProvider time, ILogger<Recommendations> logger) : BackgroundService
{
    private const int Days = 7;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Product, LikelyProducts> _known = new();
    private readonly Channel<Product> _wanted = Channel.CreateBounded<Product>(new BoundedChannelOptions(Catalogue.Products.Count) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>What is known of a product; null until it was read.</summary>
    public LikelyProducts? Find(Product product)
    {
        var known = _known.GetValueOrDefault(product);
        if (!IsFresh(known))
            _wanted.Writer.TryWrite(product);
        return known;
    }

    /// <summary>Reads it now.</summary>
    public async Task ReadAsync(Product product, CancellationToken cancellationToken)
    {
        var paths = await insights.PathsAsync(
            new PathQuery(ProductViews.NameOf(product), ProductViews.Depth), new InsightQuery { From = time.GetUtcNow().AddDays(-Days) }, cancellationToken);
        _known[product] = ProductViews.Likely(product, paths, time.GetTimestamp());
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var product in _wanted.Reader.ReadAllAsync(stoppingToken))
        {
            if (IsFresh(_known.GetValueOrDefault(product)))
                continue;
            try
            {
                await ReadAsync(product, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The next page that wants it asks again.
                Log.NotRead(logger, exception, product.Slug);
            }
        }
    }

    private bool IsFresh(LikelyProducts? known) => known is not null && time.GetElapsedTime(known.ReadAt) < Fresh;
}
