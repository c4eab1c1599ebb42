using System.Collections.Frozen;

namespace Storefront.Goods;

/// <summary>All goods of the shop; it never changes while the shop runs.</summary>
public static class Catalogue
{
    private static readonly Category Kitchen = new("kitchen", "Kitchen", "Things that get better with every meal.");
    private static readonly Category Desk = new("desk", "Desk", "A tidy place for one thought at a time.");
    private static readonly Category Garden = new("garden", "Garden", "For balconies, window sills and real soil.");
    private static readonly Category Rest = new("rest", "Rest", "Soft, warm and in no hurry.");

    public static IReadOnlyList<Category> Categories { get; } = [Kitchen, Desk, Garden, Rest];

    public static IReadOnlyList<Product> Products { get; } =
    [
        new("stoneware-mug", "Stoneware mug", Kitchen, 18.00m, "Holds a proper breakfast coffee.",
            "Thrown in small batches, glazed half way and fired twice. The handle has room for three fingers, also sleepy ones."),
        new("pour-over-kettle", "Pour-over kettle", Kitchen, 64.00m, "A slow, steady stream.",
            "A gooseneck that pours exactly where you look. One litre, a handle that stays cool, and a lid that stays on."),
        new("bread-board", "Ash bread board", Kitchen, 32.00m, "One plank, one oiling a year.",
            "Cut from a single plank of ash, with a handle to carry the loaf to the table. Oiled, never lacquered."),
        new("linen-apron", "Linen apron", Kitchen, 46.00m, "Washed soft before you get it.",
            "Heavy linen with a deep pocket and cross-back straps, so that nothing pulls at your neck."),
        new("salt-cellar", "Salt cellar", Kitchen, 22.00m, "A pinch, always at hand.",
            "A wide bowl for flaky salt with a small olive-wood spoon. It lives beside the stove and dries quickly."),
        new("cast-iron-pan", "Cast-iron pan", Kitchen, 58.00m, "Older than you when you are done.",
            "Twenty-six centimetres, pre-seasoned with linseed oil. Fries, bakes, roasts, and outlives the oven."),
        new("brass-lamp", "Brass desk lamp", Desk, 129.00m, "Warm light, where you work.",
            "A joint of solid brass and a shade that turns without a screw. Takes an ordinary bulb."),
        new("grid-notebook", "Grid notebook", Desk, 14.50m, "Lies flat from the first page.",
            "One hundred and sixty pages of five-millimetre grid, thread-sewn, with a ribbon and numbered pages."),
        new("pen-tray", "Oak pen tray", Desk, 27.00m, "Ends the rolling of pens.",
            "A shallow trough milled from oak. Holds five pens, one eraser, and the key you always look for."),
        new("desk-clock", "Desk clock", Desk, 72.00m, "Silent, except at seven.",
            "A sweeping second hand that makes no sound, and an alarm that starts softly. Runs a year on one cell."),
        new("paper-tray", "Paper tray", Desk, 39.00m, "In, out, and done.",
            "Powder-coated steel with felt feet. Stacks on itself, as paper does."),
        new("felt-mat", "Felt desk mat", Desk, 34.00m, "Quiet under cups and keyboards.",
            "Four millimetres of dense wool felt that takes ink, coffee and elbows, and brushes clean."),
        new("copper-watering-can", "Copper watering can", Garden, 84.00m, "Rain, on demand.",
            "A long spout with a fine rose for seedlings. The copper turns brown, then green, and stays tight."),
        new("hand-trowel", "Hand trowel", Garden, 24.00m, "Moves soil, not wrists.",
            "Forged steel on an ash handle, with a mark at every inch so that bulbs go in as deep as they should."),
        new("terracotta-pot", "Terracotta pot", Garden, 16.00m, "It breathes, so roots can.",
            "Hand-pressed in Tuscany and fired hot enough for frost. Comes with its saucer."),
        new("seed-tin", "Seed tin", Garden, 21.00m, "A year, sorted by month.",
            "Twelve dividers, a pencil, and a table of sowing times inside the lid."),
        new("bird-feeder", "Bird feeder", Garden, 42.00m, "Open for breakfast all winter.",
            "Larch and glass with a roof that lifts for filling. Small birds welcome, squirrels less so."),
        new("garden-twine", "Garden twine", Garden, 9.50m, "Holds beans, parcels and promises.",
            "One hundred metres of jute on a wooden spool with its own cutter."),
        new("wool-throw", "Wool throw", Rest, 98.00m, "For the other end of the sofa.",
            "Merino and lambswool, woven in a mill that has done it since 1851. Warm without weight."),
        new("linen-cushion", "Linen cushion", Rest, 38.00m, "Plump, washable, unhurried.",
            "A cover of stone-washed linen around a filling of kapok. The zip hides under a flap."),
        new("beeswax-candle", "Beeswax candle", Rest, 19.00m, "Forty hours of evening.",
            "Pure beeswax, a cotton wick and a brass dish. Smells of honey, faintly, and of nothing else."),
        new("tea-tin", "Tea tin", Rest, 17.00m, "Keeps the second cup as good.",
            "A tin with an inner lid that closes on air. Holds a quarter pound of leaves."),
        new("ceramic-vase", "Ceramic vase", Rest, 48.00m, "Three stems are enough.",
            "A narrow neck that arranges flowers by itself. The two blue lines are painted by hand, and wander a little."),
        new("floor-basket", "Floor basket", Rest, 54.00m, "Where blankets go by day.",
            "Woven from willow with leather handles, wide enough for two throws and a cat."),
    ];

    private static readonly FrozenDictionary<string, Product> BySlug = Products.ToFrozenDictionary(product => product.Slug);

    public static Product? Find(string slug) => BySlug.GetValueOrDefault(slug);

    public static Category? FindCategory(string slug) => Categories.FirstOrDefault(category => category.Slug == slug);

    public static IEnumerable<Product> In(Category category) => Products.Where(product => product.Category == category);

    public static IEnumerable<Product> Search(string text) => string.IsNullOrWhiteSpace(text)
        ? []
        : Products.Where(product => Matches(product, text.Trim()));

    private static bool Matches(Product product, string text) =>
        product.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
        || product.Line.Contains(text, StringComparison.OrdinalIgnoreCase)
        || product.Category.Name.Contains(text, StringComparison.OrdinalIgnoreCase);
}
