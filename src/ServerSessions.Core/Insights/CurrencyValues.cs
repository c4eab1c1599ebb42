using System.Globalization;
using ServerSessions.Model;

namespace ServerSessions.Insights;

/// <summary>Values of one currency.</summary>
internal sealed class CurrencyValues(int exactUpTo)
{
    private readonly Distribution _values = new(exactUpTo);
    private long _parts;

    public long Count => _values.Count;

    public decimal Sum => (decimal)_parts / EventValue.Parts;

    public decimal? Median => _values.Quantile(0.5) is { } median ? Math.Round((decimal)median, 4) : null;

    public void Add(decimal value)
    {
        _parts += (long)(value * EventValue.Parts);
        _values.Add((double)value);
    }

    public void Merge(CurrencyValues other)
    {
        _parts += other._parts;
        _values.Merge(other._values);
    }

    public IEnumerable<NamedCount> Fields()
    {
        if (_parts != 0)
            yield return new NamedCount("s", _parts);
        foreach (var (bucket, count) in _values.Buckets())
            yield return new NamedCount(string.Create(CultureInfo.InvariantCulture, $"b{bucket}"), count);
    }

    public void Merge(string field, long count)
    {
        if (field == "s")
            _parts += count;
        else
            _values.AddBucket(int.Parse(field.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), count);
    }
}
