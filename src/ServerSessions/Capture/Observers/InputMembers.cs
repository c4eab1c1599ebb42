using System.Collections;
using System.Collections.Concurrent;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Names that the members of an input have. A path in JSON ("$.counts.x") names keys that the client sent as readily as members, so
/// of such a path only names of members are kept.
/// </summary>
internal static class InputMembers
{
    private const int Depth = 4;
    private static readonly ConcurrentDictionary<Type, HashSet<string>> Known = new();

    /// <summary>The failing fields without what the client may have invented.</summary>
    public static IEnumerable<string> Keep(IEnumerable<string> fields, IEnumerable<Type> inputs)
    {
        HashSet<string>? members = null;
        foreach (var field in fields)
            if (field.StartsWith('$'))
            {
                members ??= inputs.SelectMany(type => Known.GetOrAdd(type, Members)).ToHashSet(StringComparer.OrdinalIgnoreCase);
                yield return field.Split('.', '[', ']').Skip(1).All(name => name.Length == 0 || int.TryParse(name, out _) || members.Contains(name)) ? field : "$";
            }
            else
                yield return field;
    }

    private static HashSet<string> Members(Type input)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Collect(input, names, [], Depth);
        return names;
    }

    private static void Collect(Type type, HashSet<string> names, HashSet<Type> seen, int depth)
    {
        if (depth == 0 || type.IsPrimitive || type == typeof(string) || !seen.Add(type))
            return;
        foreach (var inner in type.GetGenericArguments().Concat(type.GetElementType() is { } element ? [element] : []))
            Collect(inner, names, seen, depth);
        if (typeof(IEnumerable).IsAssignableFrom(type) || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
            return;
        foreach (var property in type.GetProperties())
        {
            names.Add(property.Name);
            Collect(property.PropertyType, names, seen, depth - 1);
        }
    }
}
