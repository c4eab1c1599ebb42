namespace Storefront.Shopping;

public sealed record Order(string Number, string Owner, DateTimeOffset Placed, Basket Basket);
