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

    private const int PerCategory = 6;

    public static IEnumerable<string> In(string category) => Products.Skip(PerCategory * Array.IndexOf(Categories, category)).Take(PerCategory);

    /// <summary>By name, or by the category's.</summary>
    public static IEnumerable<string> Search(string text) =>
        Products.Where((product, index) => product.Contains(text, StringComparison.OrdinalIgnoreCase)
            || Categories[index / PerCategory].Contains(text, StringComparison.OrdinalIgnoreCase));
}
