using Storefront.Goods;

namespace Storefront.Recommending;

/// <summary>What people looked at next after a product.</summary>
/// <param name="Visits">Number of visits that looked at the product.</param>
/// <param name="Next">The next products, the most visited first.</param>
/// <param name="ReadAt">Timestamp of the reading.</param>
public sealed record LikelyProducts(long Visits, IReadOnlyList<LikelyProduct> Next, long ReadAt);

/// <param name="Product">The next product.</param>
/// <param name="Visits">Number of visits that looked at it next.</param>
public sealed record LikelyProduct(Product Product, long Visits);
