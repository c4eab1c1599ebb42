using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ServerSessions.Capture.Observers;

/// <summary>The names that an application declares for the input of an endpoint: of parameters, of members at every depth, and those that attributes give them.</summary>
internal static class DeclaredNames
{
    private const int Depth = 6;
    private static readonly ConcurrentDictionary<Type, HashSet<string>> Known = new();

    // By name, so that no serializer is needed here.
    private static readonly HashSet<string> NamingAttributes = new(StringComparer.Ordinal)
    {
        "JsonPropertyNameAttribute", "JsonPropertyAttribute", "DataMemberAttribute", "XmlElementAttribute", "BindPropertyAttribute", "ModelBinderAttribute",
        "FromFormAttribute", "FromQueryAttribute", "FromRouteAttribute", "FromHeaderAttribute",
    };

    // JsonPropertyName.Name, JsonProperty.PropertyName, DataMember.Name, FromQuery.Name …
    private static readonly HashSet<string> NameProperties = new(StringComparer.Ordinal) { "Name", "PropertyName" };

    /// <summary>Names of an action of MVC or of the handlers of a Razor Page.</summary>
    public static HashSet<string> Of(ActionDescriptor action)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var handlers = action is CompiledPageActionDescriptor { HandlerMethods: { } methods } ? methods.SelectMany(m => m.Parameters) : [];
        foreach (var parameter in action.Parameters.Concat(action.BoundProperties).Concat(handlers))
            Add(names, parameter.Name, parameter.BindingInfo?.BinderModelName, parameter.ParameterType);
        return names;
    }

    /// <summary>Names of a minimal API's handler; none for an endpoint without a method, such as a <see cref="RequestDelegate"/>.</summary>
    public static HashSet<string> Of(Endpoint? endpoint)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in endpoint?.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
        {
            Add(names, parameter.Name, null, parameter.ParameterType);
            foreach (var given in Given(parameter.GetCustomAttributesData()))
                names.Add(Plain(given));
        }

        return names;
    }

    // Naming policies change case and put separators in: first_name, first-name.
    public static string Plain(string name) =>
        name.Contains('_') || name.Contains('-') ? name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal) : name;

    private static void Add(HashSet<string> names, string? name, string? bindingName, Type type)
    {
        names.UnionWith(Known.GetOrAdd(type, Members));
        if (!string.IsNullOrEmpty(name))
            names.Add(Plain(name));
        if (!string.IsNullOrEmpty(bindingName))
            names.Add(Plain(bindingName));
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
            foreach (var given in Given(member.GetCustomAttributesData()))
                names.Add(Plain(given));
            Collect(inner, names, seen, depth - 1);
        }
    }

    private static IEnumerable<string> Given(IEnumerable<CustomAttributeData> attributes) =>
        from attribute in attributes
        where NamingAttributes.Contains(attribute.AttributeType.Name)
        from given in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Where(a => NameProperties.Contains(a.MemberName)).Select(a => a.TypedValue))
        where given.Value is string { Length: > 0 }
        select (string)given.Value!;
}
