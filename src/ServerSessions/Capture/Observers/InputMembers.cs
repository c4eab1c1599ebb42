using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Names that the members of an input have. The path of a fault in a body names keys that the client sent as readily as members ("$.counts.x" of System.Text.Json,
/// "counts.x" of Newtonsoft.Json and of formatters that an application writes), so of such a path only what the application declares is kept.
/// </summary>
internal static class InputMembers
{
    private const int Depth = 6;
    private const string Root = "$";
    private const string Other = "(other)";
    private static readonly ConcurrentDictionary<Type, HashSet<string>> Known = new();

    // Names that serializers are given by an attribute: JsonPropertyName.Name, JsonProperty.PropertyName, DataMember.Name. By name, so that no serializer is needed here.
    private static readonly string[] NameProperties = ["Name", "PropertyName"];

    /// <summary>The failing fields of an action without what the client may have invented.</summary>
    public static IEnumerable<string> Keep(IEnumerable<string> fields, ActionDescriptor action)
    {
        var bound = action.Parameters.Concat(action.BoundProperties).ToList();
        // Forms, routes and queries are bound by the names of members; only a body brings names of its own.
        var hasBody = bound.Any(p => p.BindingInfo?.BindingSource?.CanAcceptDataFrom(BindingSource.Body) == true);
        HashSet<string>? members = null;
        foreach (var field in fields)
            yield return hasBody || field.StartsWith(Root, StringComparison.Ordinal) ? Declared(field, members ??= MembersOf(bound)) : field;
    }

    private static string Declared(string field, HashSet<string> members)
    {
        var isPath = field.StartsWith(Root, StringComparison.Ordinal);
        var kept = isPath ? 1 : 0;
        for (var at = kept; at < field.Length;)
        {
            if (field[at] == '[')
            {
                // What stands in brackets is not kept anyway; a quote in them is a key that has what separates names.
                var close = field.IndexOf(']', at);
                if (close < 0 || !field.AsSpan(at + 1, close - at - 1).ContainsAnyExceptInRange('0', '9'))
                    at = close < 0 ? field.Length : close + 1;
                else
                    break;
                kept = at;
                continue;
            }

            var start = field[at] == '.' ? at + 1 : at;
            var end = field.AsSpan(start).IndexOfAny('.', '[') is >= 0 and var length ? start + length : field.Length;
            if (!members.Contains(Plain(field[start..end])))
                break;
            at = kept = end;
        }

        return kept > 0 ? field[..kept] : Other;
    }

    private static HashSet<string> MembersOf(List<ParameterDescriptor> bound)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in bound)
        {
            names.UnionWith(Known.GetOrAdd(parameter.ParameterType, Members));
            names.Add(Plain(parameter.Name));
            if (parameter.BindingInfo?.BinderModelName is { Length: > 0 } name)
                names.Add(Plain(name));
        }

        return names;
    }

    // Naming policies change case and put separators in: first_name, first-name.
    private static string Plain(string name) => name.Contains('_') || name.Contains('-') ? name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal) : name;

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
        foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance))
        {
            var inner = member switch
            {
                PropertyInfo property => property.PropertyType,
                FieldInfo field => field.FieldType,
                _ => null,
            };
            if (inner is null)
                continue;
            names.Add(Plain(member.Name));
            foreach (var name in GivenNames(member))
                names.Add(Plain(name));
            Collect(inner, names, seen, depth - 1);
        }
    }

    private static IEnumerable<string> GivenNames(MemberInfo member) =>
        from attribute in member.GetCustomAttributesData()
        where attribute.AttributeType.Name is "JsonPropertyNameAttribute" or "JsonPropertyAttribute" or "DataMemberAttribute" or "XmlElementAttribute" or "BindPropertyAttribute"
        from given in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Where(a => NameProperties.Contains(a.MemberName)).Select(a => a.TypedValue))
        where given.Value is string { Length: > 0 }
        select (string)given.Value!;
}
