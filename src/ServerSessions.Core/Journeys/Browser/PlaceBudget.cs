using ServerSessions.Model.Browser;

namespace ServerSessions.Journeys.Browser;

/// <summary>
/// Bounds what clicks and fields take, in a journey and in figures: a journey keeps a number of places and fields, a partition counts a number of new ones in an hour, and
/// further ones are put together. The hour is remembered by the worker alone; after a change of workers, it begins anew.
/// </summary>
internal sealed class PlaceBudget(int max = PlaceBudget.MaxPlaces)
{
    /// <summary>Maximum number of places, and of fields, of a partition in an hour.</summary>
    public const int MaxPlaces = 1_000;

    /// <summary>Maximum number of places of a journey that are kept one by one.</summary>
    public const int MaxClicks = 64;

    /// <summary>Maximum number of fields of a journey that are kept one by one.</summary>
    public const int MaxFields = 32;

    /// <summary>Name of all further elements and fields.</summary>
    public const string Other = "(other)";

    private readonly HashSet<(string, string, BrowserClick)> _places = [];
    private readonly HashSet<(string, string)> _fields = [];
    private long _hour;

    /// <summary>The journey with the clicks and fields that are counted one by one, and the others together.</summary>
    public Journey Bound(Journey journey)
    {
        if (journey.Clicks.Count == 0 && journey.Fields.Count == 0)
            return journey;
        var hour = journey.Id.Milliseconds / 3_600_000;
        if (hour > _hour)
        {
            _hour = hour;
            _places.Clear();
            _fields.Clear();
        }

        return journey with { Clicks = Clicks(journey), Fields = Fields(journey) };
    }

    // Views of one step have places in common.
    private StepClick[] Clicks(Journey journey)
    {
        var counts = new OrderedDictionary<(string Step, BrowserClick Click), int>();
        foreach (var (step, click, count) in journey.Clicks)
        {
            var isKept = counts.ContainsKey((step, click)) || (counts.Count < MaxClicks && Has(_places, (step, journey.Client ?? "", click)));
            var key = (step, isKept ? click : click with { Element = Other, Cell = BrowserClick.NoCell });
            counts[key] = counts.GetValueOrDefault(key) + count;
        }

        return [.. counts.Select(c => new StepClick(c.Key.Step, c.Key.Click, c.Value))];
    }

    private StepField[] Fields(Journey journey)
    {
        var kept = new List<StepField>();
        var names = new HashSet<(string, string)>();
        foreach (var field in journey.Fields)
        {
            var name = (field.Step, field.Field.Name);
            var isKept = names.Contains(name) || (names.Count < MaxFields && Has(_fields, name));
            if (isKept)
                names.Add(name);
            // Beyond the limit, only where people stopped.
            if (isKept || field.IsLast || kept.Count < 2 * MaxFields)
                kept.Add(isKept ? field : field with { Field = field.Field with { Name = Other } });
        }

        return [.. kept.Take(4 * MaxFields)];
    }

    private bool Has<T>(HashSet<T> known, T place) => known.Contains(place) || (known.Count < max && known.Add(place));
}
