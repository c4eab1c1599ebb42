namespace ServerSessions.Cli.Logs.Json;

/// <summary>The names by which one writer of JSON lines calls the fields of a request, the first one first where several are known.</summary>
internal sealed class JsonProfile
{
    private readonly List<(LogField Field, string Name)> _fields;

    /// <param name="name">Whose lines they are.</param>
    /// <param name="map">Names that come before the known ones.</param>
    /// <param name="fields">Field and names; a name with dots is a path into objects.</param>
    public JsonProfile(string name, FieldMap map, IEnumerable<(LogField Field, string Name)> fields)
    {
        Name = name;
        _fields = [.. map.Entries.Concat(fields)];
        byte rank = 0;
        foreach (var (field, path) in _fields)
        {
            Root.Add(path.Split('.'), field, rank);
            // A name may hold dots itself, as "log.level" does.
            if (path.Contains('.', StringComparison.Ordinal))
                Root.Add([path], field, rank);
            rank++;
        }
    }

    public string Name { get; }

    /// <summary>Numbers are written as numbers only, and each line is a request.</summary>
    public bool IsStrict { get; init; }

    public JsonNode Root { get; } = new("");

    /// <summary>The fields that members of these names say.</summary>
    public IReadOnlyCollection<LogField> Found(IReadOnlyList<string> names) => [.. _fields.Where(field => names.Contains(field.Name)).Select(field => field.Field).Distinct()];
}
