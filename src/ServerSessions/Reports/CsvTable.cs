using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerSessions.Reports.Export;

namespace ServerSessions.Reports;

/// <summary>
/// Makes a table of the JSON of a result. A table is an array in it, named by its path such as "flows.left"; each of its elements is a row, after the plain members of what
/// the array is inside. An object inside of a row gives columns with a dot, an array inside of a row one column.
/// </summary>
internal static class CsvTable
{
    /// <param name="root">The result.</param>
    /// <param name="path">Path of the table; null for the first one.</param>
    /// <exception cref="ArgumentException">There is no such table; the message lists those that there are.</exception>
    public static string Write(JsonNode? root, string? path)
    {
        var names = Names(root).ToList();
        if (path is not null && !names.Contains(path))
            throw new ArgumentException($"The parameter \"table\" is \"{(path.Length > 64 ? path[..64] + "…" : path)}\"; expected one of {string.Join(", ", names)}.");
        List<Dictionary<string, JsonNode?>> rows = (path ?? names.FirstOrDefault()) is { } table ? [.. Rows(root, table.Split('.'), [])] : [Columns(root)];
        var columns = rows.SelectMany(row => row.Keys).Distinct().ToList();
        var (text, line) = (new StringBuilder(), new CsvRow());
        foreach (var column in columns)
            line.Add(column);
        text.Append(line.Take());
        foreach (var row in rows)
        {
            foreach (var column in columns)
                Add(line, row.GetValueOrDefault(column));
            text.Append(line.Take());
        }

        return text.ToString();
    }

    // The arrays of the result, and those of the elements of its arrays: no deeper one is a table.
    private static IEnumerable<string> Names(JsonNode? root)
    {
        if (root is not JsonObject members)
            yield break;
        foreach (var (name, member) in members)
        {
            if (!IsTable(member))
                continue;
            yield return name;
            foreach (var inner in Elements(member).Select(e => e.Element).OfType<JsonObject>().SelectMany(e => e).Where(m => m.Value is JsonArray).Select(m => m.Key).Distinct())
                yield return $"{name}.{inner}";
        }
    }

    private static bool IsTable(JsonNode? node) => node is JsonArray || (node is JsonObject { Count: > 0 } map && map.All(m => m.Value is JsonObject));

    private static IEnumerable<(string? Key, JsonNode? Element)> Elements(JsonNode? table) =>
        table is JsonObject map ? map.Select(m => ((string?)m.Key, m.Value)) : table is JsonArray list ? list.Select(e => ((string?)null, e)) : [];

    private static IEnumerable<Dictionary<string, JsonNode?>> Rows(JsonNode? node, ReadOnlyMemory<string> path, Dictionary<string, JsonNode?> before)
    {
        var name = path.Span[0];
        foreach (var (key, element) in Elements(node?[name]))
        {
            var row = new Dictionary<string, JsonNode?>(before);
            if (key is not null)
                row[name] = JsonValue.Create(key);
            if (path.Length == 1)
            {
                foreach (var (column, value) in Columns(element))
                    row[row.ContainsKey(column) ? $"{name}.{column}" : column] = value;
                yield return row;
                continue;
            }

            foreach (var (column, value) in Columns(element).Where(c => c.Value is JsonValue))
                row[column] = value;
            foreach (var inner in Rows(element, path[1..], row))
                yield return inner;
        }
    }

    private static Dictionary<string, JsonNode?> Columns(JsonNode? element)
    {
        var columns = new Dictionary<string, JsonNode?>();
        if (element is JsonObject members)
        {
            foreach (var (name, member) in members)
                if (member is JsonObject inner)
                    foreach (var (column, value) in Columns(inner))
                        columns[$"{name}.{column}"] = value;
                else
                    columns[name] = member;
        }
        else if (element is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
                columns[$"{i}"] = list[i];
        }
        else
        {
            columns["value"] = element;
        }

        return columns;
    }

    private static void Add(CsvRow line, JsonNode? value)
    {
        switch (value?.GetValueKind())
        {
            case JsonValueKind.Number:
                line.AddPlain(value.ToJsonString());
                break;
            case JsonValueKind.Array:
                var list = value.AsArray();
                line.Add(list.All(e => e is JsonValue) ? string.Join("; ", list) : list.ToJsonString());
                break;
            default:
                line.Add(value?.ToString());
                break;
        }
    }
}
