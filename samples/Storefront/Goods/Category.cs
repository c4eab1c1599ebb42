namespace Storefront.Goods;

public sealed record Category(string Slug, string Name, string Line);
