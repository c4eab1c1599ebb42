using System.Globalization;

namespace Storefront.Goods;

public sealed record Product(string Slug, string Name, Category Category, decimal Price, string Line, string Description)
{
    public string Picture => $"/art/{Slug}.svg";

    public string PriceText => Money(Price);

    public static string Money(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"€ {amount:0.00}");
}
