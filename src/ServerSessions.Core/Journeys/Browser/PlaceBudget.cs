using ServerSessions.Model.Browser;

namespace ServerSessions.Journeys.Browser;

/// <summary>
/// Bounds what clicks and fields take in figures: a partition counts at most a number of places, and of fields, in an hour, and puts further ones together. It is
/// remembered by the worker alone; after a change of workers, the hour begins anew.
/// </summary>
internal sealed class PlaceBudget(int max = PlaceBudget.MaxPlaces)
{
    /// <summary>Maximum number of places, and of fields, of a partition in an hour.</summary>
    public const int MaxPlaces = 1_000;

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

        return journey with
        {
            Clicks = [.. journey.Clicks.Select(c => Has(_places, (c.Step, journey.Client ?? "", c.Click)) ? c : c with { Click = c.Click with { Element = Other, Cell = BrowserClick.NoCell } })],
            Fields = [.. journey.Fields.Select(f => Has(_fields, (f.Step, f.Field.Name)) ? f : f with { Field = f.Field with { Name = Other } })],
        };
    }

    private bool Has<T>(HashSet<T> known, T place) => known.Contains(place) || (known.Count < max && known.Add(place));
}
