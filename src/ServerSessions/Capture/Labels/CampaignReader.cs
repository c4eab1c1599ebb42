using Microsoft.AspNetCore.WebUtilities;

namespace ServerSessions.Capture.Labels;

/// <summary>Reads the campaign of a request from its query. Most queries have none, which one search through the text shows.</summary>
internal sealed class CampaignReader
{
    private readonly string[] _names;
    private readonly BoundedValues[] _values;
    private readonly string _shared;

    public CampaignReader(CampaignOptions options, Action replaced)
    {
        _names = [options.SourceParameter ?? "", options.MediumParameter ?? "", options.NameParameter ?? ""];
        _values = [.. _names.Select(_ => new BoundedValues(options.Values, options.MaxOtherValues, replaced))];
        _shared = Shared([.. _names.Where(n => n.Length > 0)]);
        IsOff = _names.All(n => n.Length == 0);
    }

    public bool IsOff { get; }

    /// <param name="query">The query with its question mark.</param>
    /// <param name="time">Start of the request, Unix microseconds.</param>
    /// <returns>The campaign; null for none.</returns>
    public Campaign? Read(string? query, long time)
    {
        if (query is null or { Length: < 2 } || IsOff || !query.Contains(_shared, StringComparison.OrdinalIgnoreCase))
            return null;
        var found = new string?[_names.Length];
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var name = pair.DecodeName().Span;
            for (var i = 0; i < _names.Length; i++)
                if (found[i] is null && _names[i].Length > 0 && name.Equals(_names[i], StringComparison.OrdinalIgnoreCase))
                    found[i] = _values[i].Of(pair.DecodeValue().Span, time);
        }

        return found.All(f => f is null) ? null : new Campaign(found[0], found[1], found[2]);
    }

    private static string Shared(string[] names)
    {
        if (names.Length == 0)
            return "";
        var length = names[0].Length;
        foreach (var name in names)
            length = Math.Min(length, names[0].AsSpan().CommonPrefixLength(name));
        return names[0][..length];
    }
}
