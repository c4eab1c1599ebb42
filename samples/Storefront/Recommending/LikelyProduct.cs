using Storefront.Goods;

namespace Storefront.Recommending;

/// <summary>A product that people looked at next.</summary>
/// <param name="Product">The product.</param>
/// <param name="People">Number of people who did.</param>
/// <param name="Share">Their share of those who looked at the product before, 0 to 1.</param>
public sealed record LikelyProduct(Product Product, long People, double Share);
