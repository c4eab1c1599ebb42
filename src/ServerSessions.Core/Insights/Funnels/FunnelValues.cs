using ServerSessions.Model;

namespace ServerSessions.Insights.Funnels;

/// <summary>The value of the units that completed a funnel: for each, the sum of its values in each currency, where that is above 0.</summary>
internal sealed class FunnelValues(int exactUpTo)
{
    /// <summary>Fewer units with a value give no estimate.</summary>
    public const int MinUnits = 5;

    private readonly Dictionary<string, decimal> _unit = new(StringComparer.Ordinal);

    public ValueTotals Totals { get; } = new(exactUpTo);

    public void Add(IReadOnlyList<EventValue> values)
    {
        if (values.Count == 0)
            return;
        _unit.Clear();
        foreach (var value in values)
            _unit[value.Currency] = _unit.GetValueOrDefault(value.Currency) + value.Value;
        foreach (var (currency, sum) in _unit)
            if (sum > 0)
                Totals.Add(currency, sum);
    }

    /// <param name="figures">The result of <see cref="Totals"/>.</param>
    /// <param name="lost">Units that reached a step and no later one.</param>
    /// <param name="completed">Units that completed the funnel.</param>
    public static IReadOnlyList<RevenueAtRisk> AtRisk(IReadOnlyList<ValueFigures> figures, long lost, long completed) => lost == 0 ? [] :
    [
        .. figures.Where(f => f is { Count: >= MinUnits, Median: not null }).Select(f =>
        {
            var share = (double)f.Count / completed;
            return new RevenueAtRisk(f.Currency, lost, share, f.Median!.Value, Math.Round(lost * (decimal)share * f.Median.Value, 2));
        }),
    ];
}
