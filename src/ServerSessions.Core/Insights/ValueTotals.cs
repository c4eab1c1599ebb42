using System.Runtime.InteropServices;

namespace ServerSessions.Insights;

/// <summary>Values by currency: how many, their exact sum, and their distribution.</summary>
internal sealed class ValueTotals(int exactUpTo = Distribution.Some)
{
    private readonly Dictionary<string, CurrencyValues> _currencies = new(StringComparer.Ordinal);

    public void Add(string currency, decimal value) => Of(currency).Add(value);

    public void Merge(ValueTotals other)
    {
        foreach (var (currency, values) in other._currencies)
            Of(currency).Merge(values);
    }

    /// <summary>Sums as <c>s</c> in parts of a unit, and buckets of the distribution as <c>b</c> with their number, behind the currency.</summary>
    public IEnumerable<NamedCount> Fields(char part) => _currencies.SelectMany(c => c.Value.Fields().Select(f => new NamedCount($"{c.Key}{part}{f.Name}", f.Count)));

    public void Merge(string field, long count, char part)
    {
        var at = field.IndexOf(part, StringComparison.Ordinal);
        Of(field[..at]).Merge(field[(at + 1)..], count);
    }

    /// <summary>By currency, the most frequent first.</summary>
    public IReadOnlyList<ValueFigures> Result() =>
    [
        .. _currencies.Where(c => c.Value.Count > 0).OrderByDescending(c => c.Value.Count).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new ValueFigures(c.Key.Length == 0 ? null : c.Key, c.Value.Count, c.Value.Sum, c.Value.Median)),
    ];

    private CurrencyValues Of(string currency)
    {
        ref var values = ref CollectionsMarshal.GetValueRefOrAddDefault(_currencies, currency, out _);
        return values ??= new CurrencyValues(exactUpTo);
    }
}
