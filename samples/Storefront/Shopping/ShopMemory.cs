using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Caching.Memory;
using Storefront.Goods;

namespace Storefront.Shopping;

/// <summary>Baskets, wishlists and orders, in memory: bounded, and removed after two hours without a request.</summary>
public sealed class ShopMemory(TimeProvider time) : IDisposable
{
    private const int MostVisitors = 20_000;
    private const int MostOrders = 5_000;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = 2 * MostVisitors });
    private readonly ConcurrentQueue<Order> _orders = new();
    private int _lastOrder = 1000;

    public Basket Basket(HttpContext context) => Visitor.Id(context) is { } id ? _kept.Get<Basket>("basket:" + id) ?? Shopping.Basket.Empty : Shopping.Basket.Empty;

    public void Keep(HttpContext context, Basket basket) => Set("basket:" + Visitor.EnsureId(context), basket);

    public ImmutableList<Product> Wishes(HttpContext context) => Visitor.Id(context) is { } id ? _kept.Get<ImmutableList<Product>>("wishes:" + id) ?? [] : [];

    public void Wish(HttpContext context, Product product, bool wanted)
    {
        var rest = Wishes(context).Remove(product);
        Set("wishes:" + Visitor.EnsureId(context), wanted ? rest.Add(product) : rest);
    }

    /// <summary>Turns the basket into an order of this visitor and, when signed in, of this customer.</summary>
    public Order Place(HttpContext context)
    {
        var number = $"FF-{Interlocked.Increment(ref _lastOrder)}";
        var order = new Order(number, Owner(context), time.GetUtcNow(), Basket(context));
        _orders.Enqueue(order);
        while (_orders.Count > MostOrders)
            _orders.TryDequeue(out _);
        Keep(context, Shopping.Basket.Empty);
        return order;
    }

    public Order? FindOrder(HttpContext context, string number) => Orders(context).FirstOrDefault(order => order.Number == number);

    public IEnumerable<Order> Orders(HttpContext context)
    {
        var owner = Owner(context);
        return _orders.Where(order => order.Owner == owner).OrderByDescending(order => order.Placed);
    }

    public bool HasOrdered(string customer) => _orders.Any(order => order.Owner == customer);

    public void Dispose() => _kept.Dispose();

    private static string Owner(HttpContext context) => context.User.Identity?.Name ?? Visitor.EnsureId(context);

    private void Set<T>(string key, T value) =>
        _kept.Set(key, value, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(2) });
}
