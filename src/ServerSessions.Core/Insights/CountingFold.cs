using System.Runtime.InteropServices;

namespace ServerSessions.Insights;

/// <summary>
/// A mergeable fold whose whole state is named numbers that add up: the numbers of an hour or a day are its
/// rollup, so live, rolled up and recomputed over journeys it gives the same.
/// </summary>
internal abstract class CountingFold : IRollupFold, ISizedFold
{
    /// <summary>Between the parts of a field's name; no step is named with it.</summary>
    protected const char Part = '\u001f';

    private const long BytesPerField = 160;

    private readonly Dictionary<string, long> _fields = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Fields => _fields;

    public virtual long Bytes => BytesPerField * _fields.Count;

    public abstract void Add(Journey journey);

    public void Merge(IReadOnlyDictionary<string, long> fields)
    {
        foreach (var (field, value) in fields)
            Merge(field, value);
    }

    protected long Of(string field) => _fields.GetValueOrDefault(field);

    protected void Count(string field, long value = 1)
    {
        if (value != 0)
            Merge(field, value);
    }

    private void Merge(string field, long value) => CollectionsMarshal.GetValueRefOrAddDefault(_fields, field, out _) += value;

    /// <summary>Fields whose names begin so, without that beginning.</summary>
    protected IEnumerable<NamedCount> With(string prefix) =>
        _fields.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(f => new NamedCount(f.Key[prefix.Length..], f.Value));

    /// <summary>The greatest, equal ones by name.</summary>
    protected static List<NamedCount> Top(IEnumerable<NamedCount> counts, int max) =>
        [.. counts.OrderByDescending(f => f.Count).ThenBy(f => f.Name, StringComparer.Ordinal).Take(max)];
}
