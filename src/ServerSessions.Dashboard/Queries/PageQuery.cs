using Microsoft.AspNetCore.Http;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Queries;

/// <summary>The address of a page with its query, so that every link and form of the page keeps what the others have chosen.</summary>
/// <param name="Page">Address of the page, without a query.</param>
/// <param name="Pairs">The query, only with parameters that the page takes.</param>
internal sealed record PageQuery(string Page, IReadOnlyList<KeyValuePair<string, string>> Pairs)
{
    /// <summary>For a page without a query.</summary>
    public static PageQuery None { get; } = new("", []);

    private const int MaxTyped = 600;
    private const int MostTyped = 20;

    private static readonly string[] Common = ["range", "from", "to", "segment", "source"];

    /// <param name="context">The request.</param>
    /// <param name="page">Address of the page.</param>
    /// <param name="others">Parameters that the page takes beside a range and a segment.</param>
    public static PageQuery Of(HttpContext context, string page, params string[] others)
    {
        var reader = QueryReader.Of(context);
        return new(page, [.. Common.Concat(others).SelectMany(name => reader.Texts(name).Select(value => new KeyValuePair<string, string>(name, value)))]);
    }

    /// <summary>For a page whose query was refused: what was typed, whichever names it has, so that it can be corrected.</summary>
    public static PageQuery Typed(HttpContext context, string page) => new(page, [.. context.Request.Query
        .Where(pair => pair.Key.Length is > 0 and <= MaxTyped && pair.Key is not ("after" or "format" or "table"))
        .SelectMany(pair => pair.Value.Where(value => value?.Length is > 0 and <= MaxTyped).Select(value => KeyValuePair.Create(pair.Key, value!))).Take(MostTyped)]);

    /// <summary>The address. Parameters are in the order of their names, so that one view has one address.</summary>
    public string Link => Page + QueryWriter.Join(Pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal)!);

    /// <summary>The name of the range; null for a range of its own, and where the page's usual one applies.</summary>
    public string? Range => this["range"];

    public bool HasOwnRange => this["from"] is not null || this["to"] is not null;

    public string? this[string name] => Pairs.FirstOrDefault(pair => pair.Key == name).Value;

    public IReadOnlyList<string> All(string name) => [.. Pairs.Where(pair => pair.Key == name).Select(pair => pair.Value)];

    public PageQuery Without(params string[] names) => this with { Pairs = [.. Pairs.Where(pair => !names.Contains(pair.Key))] };

    /// <summary>The same query with other values of a parameter.</summary>
    public PageQuery With(string name, params string?[] values) => Without(name) is var rest
        ? rest with { Pairs = [.. rest.Pairs, .. values.OfType<string>().Select(value => new KeyValuePair<string, string>(name, value))] }
        : this;

    public PageQuery InRange(string name) => Without("range", "from", "to").With("range", name);

    /// <summary>Address of the data of the page, "csv" or "json", by the same query.</summary>
    public string Data(string format, string? table) => With("format", format).With("table", format == "csv" ? table : null).Link;
}
