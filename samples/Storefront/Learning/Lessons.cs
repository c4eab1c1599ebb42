namespace Storefront.Learning;

/// <summary>The course "Caring for ferns". Its order stands in appsettings.json, where tracking reads it.</summary>
internal static class Lessons
{
    public const string Course = "Caring for ferns";

    public static IReadOnlyList<Lesson> All { get; } =
    [
        new("light", "Light", ["Ferns grow below trees: bright shade suits them, and the midday sun of a south window does not.", "Turn the pot a quarter once a week, so that the fronds grow evenly."]),
        new("water", "Water", ["Keep the soil moist and never wet. Lift the pot: a light one wants water.", "Soft water leaves no brown tips. Rain will do, and so will tap water that has stood overnight."]),
        new("soil", "Soil", ["Mix two parts of compost with one of bark, so that roots find air.", "Repot in spring, one size larger, when roots come out of the bottom."]),
        new("division", "Division", ["A fern that fills its pot can become two: cut the root ball with a clean knife.", "Water both halves well and keep them in the shade for two weeks."]),
        new("winter", "Winter", ["Dry air is harder on ferns than cold. Stand the pot on wet gravel, away from the radiator.", "Feed nothing until the days grow longer."]),
    ];
}
