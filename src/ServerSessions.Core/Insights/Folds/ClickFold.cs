using System.Globalization;
using ServerSessions.Model.Browser;

namespace ServerSessions.Insights.Folds;

/// <summary>Clicks by step, device, element and cell, as browsers report them: a rollup of people, and over journeys those of any segment.</summary>
internal sealed class ClickFold : CountingFold
{
    public const string Name = "clicks";

    /// <summary>Days that an hour is kept.</summary>
    public const int RollupDays = 90;

    private const int ElementsShown = 100;
    private const string Sessions = "n\u001f";
    private const string AtSessions = "s\u001f";
    private const string AtCell = "c\u001f";
    private const string AtRage = "r\u001f";
    private const string AtDead = "d\u001f";

    private static readonly string[] Prefixes = [AtCell, AtRage, AtDead];

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public override void Add(Journey journey)
    {
        if (journey.Clicks.Count == 0)
            return;
        var device = journey.Client is { } client ? ClientParts.Of(client).Device : "";
        _seen.Clear();
        foreach (var (step, click, count) in journey.Clicks)
        {
            var page = step + Part + device;
            var place = page + Part + click.Element;
            if (_seen.Add(page))
                Count(Sessions + page);
            if (_seen.Add(place))
                Count(AtSessions + place);
            Count(Prefixes[(int)click.Kind] + place + (click.Kind == ClickKind.Click ? Part + click.Cell.ToString(CultureInfo.InvariantCulture) : ""), count);
        }
    }

    /// <param name="step">The step whose elements are listed; null for those of the step with the most sessions.</param>
    /// <param name="device">Only this device; null for all.</param>
    public ClickReport Result(string? step, string? device)
    {
        var pages = With(Sessions).Select(p => (Parts: p.Name.Split(Part), p.Count)).Where(p => p.Parts.Length == 2).ToList();
        var steps = Top(pages.GroupBy(p => p.Parts[0], StringComparer.Ordinal).Select(g => new NamedCount(g.Key, g.Sum(p => p.Count))), int.MaxValue);
        step ??= steps.Count > 0 ? steps[0].Name : null;
        var own = pages.Where(p => p.Parts[0] == step).ToList();
        var elements = new Dictionary<string, ElementCounts>(StringComparer.Ordinal);
        Sum(AtSessions, step, device, elements, static (e, _, n) => e.Sessions += n);
        Sum(AtRage, step, device, elements, static (e, _, n) => e.Rage += n);
        Sum(AtDead, step, device, elements, static (e, _, n) => e.Dead += n);
        Sum(AtCell, step, device, elements, static (e, cell, n) => e.Click(cell, n));
        var total = elements.Values.Sum(e => e.Clicks);
        return new ClickReport
        {
            Steps = steps,
            Step = step,
            Device = device,
            Devices = Top(own.Select(p => new NamedCount(p.Parts[1], p.Count)), int.MaxValue),
            Sessions = own.Where(p => device is null || p.Parts[1] == device).Sum(p => p.Count),
            Clicks = total,
            Elements = [.. elements.OrderByDescending(e => e.Value.Clicks).ThenBy(e => e.Key, StringComparer.Ordinal).Take(ElementsShown).Select(e => e.Value.Result(e.Key, total))],
        };
    }

    private void Sum(string prefix, string? step, string? device, Dictionary<string, ElementCounts> elements, Action<ElementCounts, int, long> add)
    {
        if (step is null)
            return;
        foreach (var (name, count) in With(prefix + step + Part))
        {
            var parts = name.Split(Part);
            if (parts.Length < 2 || (device is not null && parts[0] != device))
                continue;
            if (!elements.TryGetValue(parts[1], out var counts))
                elements.Add(parts[1], counts = new ElementCounts());
            add(counts, parts.Length > 2 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var cell) ? cell : BrowserClick.NoCell, count);
        }
    }

    private sealed class ElementCounts
    {
        private readonly SortedDictionary<int, long> _cells = [];

        public long Sessions { get; set; }
        public long Clicks { get; private set; }
        public long Rage { get; set; }
        public long Dead { get; set; }

        public void Click(int cell, long count)
        {
            Clicks += count;
            if (cell < BrowserClick.NoCell)
                _cells[cell] = _cells.GetValueOrDefault(cell) + count;
        }

        public ClickedElement Result(string element, long total) => new()
        {
            Element = element,
            Sessions = Sessions,
            Clicks = Clicks,
            Share = total == 0 ? 0 : (double)Clicks / total,
            RageClicks = Rage,
            DeadClicks = Dead,
            Cells = [.. _cells.Select(c => new ClickedCell(c.Key % 10, c.Key / 10, c.Value))],
        };
    }
}
