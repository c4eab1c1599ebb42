namespace ServerSessions.Simulation.Shop.Model;

/// <summary>The goods of the model shop: the names that the sample shop uses, so that the same scripts find them.</summary>
internal static class ShopGoods
{
    public static readonly string[] Categories = ["kitchen", "desk", "garden", "rest"];

    public static readonly string[] Products =
    [
        "stoneware-mug", "pour-over-kettle", "bread-board", "linen-apron", "salt-cellar", "cast-iron-pan",
        "brass-lamp", "grid-notebook", "pen-tray", "desk-clock", "paper-tray", "felt-mat",
        "copper-watering-can", "hand-trowel", "terracotta-pot", "seed-tin", "bird-feeder", "garden-twine",
        "wool-throw", "linen-cushion", "beeswax-candle", "tea-tin", "ceramic-vase", "floor-basket",
    ];

    private static readonly decimal[] Prices =
    [
        18m, 64m, 32m, 46m, 22m, 58m,
        129m, 14.5m, 27m, 72m, 39m, 34m,
        84m, 24m, 16m, 21m, 42m, 9.5m,
        98m, 38m, 19m, 17m, 48m, 54m,
    ];

    private const int PerCategory = 6;

    public static decimal PriceOf(string product) => Prices[Array.IndexOf(Products, product)];

    public static IEnumerable<string> In(string category) => Products.Skip(PerCategory * Array.IndexOf(Categories, category)).Take(PerCategory);

    /// <summary>By name, or by the category's.</summary>
    public static IEnumerable<string> Search(string text) =>
        Products.Where((product, index) => product.Contains(text, StringComparison.OrdinalIgnoreCase)
            || Categories[index / PerCategory].Contains(text, StringComparison.OrdinalIgnoreCase));
}
