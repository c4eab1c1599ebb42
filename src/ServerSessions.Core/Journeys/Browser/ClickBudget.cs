using ServerSessions.Model.Browser;

namespace ServerSessions.Journeys.Browser;

/// <summary>
/// Bounds what clicks take in figures: a partition counts at most a number of places in an hour, and puts further ones together. It is remembered by the worker alone;
/// after a change of workers, the hour begins anew.
/// </summary>
internal sealed class ClickBudget(int max = ClickBudget.MaxPlaces)
{
    /// <summary>Maximum number of places of a partition in an hour: some 80 bytes each.</summary>
    public const int MaxPlaces = 1_000;

    /// <summary>Element of all further places.</summary>
    public const string Other = "(other)";

    private readonly HashSet<(string, string, BrowserClick)> _places = [];
    private long _hour;

    /// <summary>The journey with the clicks that are counted one by one, and the others together.</summary>
    public Journey Bound(Journey journey)
    {
        if (journey.Clicks.Count == 0)
            return journey;
        var hour = journey.Id.Milliseconds / 3_600_000;
        if (hour > _hour)
        {
            _hour = hour;
            _places.Clear();
        }

        return journey with { Clicks = [.. journey.Clicks.Select(c => Has(journey, c) ? c : c with { Click = c.Click with { Element = Other, Cell = BrowserClick.NoCell } })] };
    }

    private bool Has(Journey journey, StepClick click)
    {
        var place = (click.Step, journey.Client ?? "", click.Click);
        return _places.Contains(place) || (_places.Count < max && _places.Add(place));
    }
}
