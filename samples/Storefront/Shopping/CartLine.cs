using Storefront.Goods;

namespace Storefront.Shopping;

public sealed record CartLine(Product Product, int Quantity)
{
    public decimal Total => Product.Price * Quantity;
}
