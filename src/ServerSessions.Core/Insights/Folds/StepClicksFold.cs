using ServerSessions.Insights.Courses;
using ServerSessions.Model.Browser;

namespace ServerSessions.Insights.Folds;

/// <summary>Counts the clicks on the page of one step and the people behind them. What fewer than five people clicked is left out, of elements and of cells.</summary>
/// <param name="step">The step.</param>
internal sealed class StepClicksFold(string step)
{
    private const int ElementsShown = 100;
    private const int Side = 10;

    private readonly Dictionary<(string Element, int Cell), Place> _places = [];

    public void Add(Journey journey)
    {
        var person = Visitor.Of(journey) is { IsNone: false } visitor ? visitor : journey.Key;
        foreach (var (of, click, count) in journey.Clicks)
            if (of == step && click.Kind == ClickKind.Click)
                PlaceOf((click.Element, click.Cell)).Add(person, count);
    }

    public void Merge(StepClicksFold other)
    {
        foreach (var (key, place) in other._places)
            PlaceOf(key).Add(place);
    }

    public StepClicks Result() => new(
        [.. _places.GroupBy(p => p.Key.Element, StringComparer.Ordinal).Select(Of).Where(e => e.People >= SmallGroups.Floor)
            .OrderByDescending(e => e.Clicks).ThenBy(e => e.Element, StringComparer.Ordinal).Take(ElementsShown)]);

    private static StepClicksElement Of(IGrouping<string, KeyValuePair<(string Element, int Cell), Place>> element)
    {
        var all = new Place();
        foreach (var (_, place) in element)
            all.Add(place);
        return new(element.Key, all.Clicks, all.People.Count,
            [.. element.Where(p => p.Key.Cell < BrowserClick.NoCell && p.Value.People.Count >= SmallGroups.Floor).OrderBy(p => p.Key.Cell)
                .Select(p => new ClickedCell(p.Key.Cell % Side, p.Key.Cell / Side, p.Value.Clicks))]);
    }

    private Place PlaceOf((string, int) key)
    {
        if (!_places.TryGetValue(key, out var place))
            _places.Add(key, place = new Place());
        return place;
    }

    private sealed class Place
    {
        public long Clicks { get; private set; }

        public HashSet<Pseudonym> People { get; } = [];

        public void Add(Pseudonym person, long clicks)
        {
            Clicks += clicks;
            People.Add(person);
        }

        public void Add(Place other)
        {
            Clicks += other.Clicks;
            People.UnionWith(other.People);
        }
    }
}
