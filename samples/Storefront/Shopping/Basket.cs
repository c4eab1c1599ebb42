using System.Collections.Immutable;
using Storefront.Goods;

namespace Storefront.Shopping;

/// <summary>The products that one visitor is buying, and the state of the checkout. Immutable, because requests of one visitor can overlap.</summary>
public sealed record Basket
{
    public const int MostOfOne = 20;

    public static Basket Empty { get; } = new();

    public ImmutableList<CartLine> Lines { get; private init; } = [];

    public Address? Address { get; private init; }

    public string? CardEnding { get; private init; }

    public int Count => Lines.Sum(line => line.Quantity);

    public decimal Total => Lines.Sum(line => line.Total);

    public Basket With(Product product, int quantity)
    {
        var index = Lines.FindIndex(line => line.Product == product);
        var wanted = Math.Clamp(quantity, 0, MostOfOne);
        return this with
        {
            Lines = (index, wanted) switch
            {
                ( < 0, 0) => Lines,
                ( < 0, _) => Lines.Add(new CartLine(product, wanted)),
                (_, 0) => Lines.RemoveAt(index),
                _ => Lines.SetItem(index, new CartLine(product, wanted)),
            },
        };
    }

    public Basket Plus(Product product, int quantity) =>
        With(product, quantity + (Lines.Find(line => line.Product == product)?.Quantity ?? 0));

    public Basket SentTo(Address address) => this with { Address = address };

    public Basket PaidWith(string cardEnding) => this with { CardEnding = cardEnding };
}
