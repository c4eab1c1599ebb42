using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace ServerSessions.Hosting.Configuration;

/// <summary>
/// Finds faults in a section before it is bound: unknown names, values that cannot be read, missing members. Every fault
/// names its path and what is expected.
/// </summary>
internal static class ConfigurationChecks
{
    /// <summary>Checks a section against the settings that it is bound to.</summary>
    /// <param name="section">The section.</param>
    /// <param name="type">The type of the settings.</param>
    /// <param name="faults">Receives the faults, one sentence each.</param>
    /// <param name="others">Names below the section that belong to other settings.</param>
    public static void Check(IConfiguration section, Type type, ICollection<string> faults, params ReadOnlySpan<string> others)
    {
        if (section is IConfigurationSection { Value.Length: > 0 } whole)
        {
            faults.Add($"{whole.Path} is \"{whole.Value}\"; expected an object.");
            return;
        }

        var members = Members(type);
        var parameters = Parameters(type).Select(p => p.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (members.TryGetValue(child.Key, out var member) && parameters.Contains(child.Key) && child.Value is "" && Element(member.PropertyType) is not null)
                // The binder cannot give an empty list to a parameter of a record.
                faults.Add($"{child.Path} is empty; expected a list of at least one value.");
            else if (member is not null && IsNull(child) && !CanBeNull(member))
                faults.Add($"{child.Path} is null; expected {ConfigurationValues.Expected(Plain(member.PropertyType)) ?? "a list"}.");
            else if (member is not null)
                CheckValue(child, member.PropertyType, faults);
            else if (!others.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                faults.Add($"{child.Path} is not a setting; expected one of {string.Join(", ", members.Keys.Order(StringComparer.Ordinal))}.");
        }

        var given = section.GetChildren().Where(c => c.Exists()).Select(c => c.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var missing in Required(type).Where(name => !given.Contains(name)))
            faults.Add($"{(section as IConfigurationSection)?.Path ?? "the configuration"}:{missing} is missing.");
    }

    /// <summary>Returns the settings of a type that configuration can set, by name.</summary>
    public static SortedDictionary<string, PropertyInfo> Members(Type type)
    {
        var members = new SortedDictionary<string, PropertyInfo>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.GetIndexParameters().Length == 0 && !typeof(Delegate).IsAssignableFrom(property.PropertyType)
                && (property.SetMethod is { IsPublic: true } || !IsSimple(property.PropertyType)))
                members[property.Name] = property;
        return members;
    }

    public static bool IsSimple(Type type) => ConfigurationValues.Expected(Plain(type)) is not null;

    public static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>Returns the element type of a dictionary by name or of a list; null for other types.</summary>
    public static Type? Element(Type type) =>
        type == typeof(string) ? null
        : type.GetInterfaces().Prepend(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0] is { } element
            ? element.IsGenericType && element.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) ? element.GetGenericArguments()[1] : element
            : null;

    public static bool IsByName(Type type) =>
        type.GetInterfaces().Prepend(type).Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IDictionary<,>));

    /// <summary>Returns the members that configuration must set: <c>required</c> ones, and parameters of a record without a default.</summary>
    public static IEnumerable<string> Required(Type type) =>
        type.GetProperties().Where(p => p.GetCustomAttribute<RequiredMemberAttribute>() is not null).Select(p => p.Name)
            .Concat(Parameters(type).Where(p => !p.HasDefaultValue).Select(p => p.Name!));

    private static bool IsNull(IConfigurationSection value) => value.Value is null && !value.GetChildren().Any();

    // An empty object is read as null. A list that is not replaced, but added to, stays as it is.
    private static bool CanBeNull(PropertyInfo member) =>
        !(IsSimple(member.PropertyType) || (Element(member.PropertyType) is not null && member.SetMethod is not null))
        || new NullabilityInfoContext().Create(member).ReadState == NullabilityState.Nullable;

    private static IEnumerable<ParameterInfo> Parameters(Type type) =>
        type.GetConstructor(Type.EmptyTypes) is not null ? [] : type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).Take(1).SelectMany(c => c.GetParameters());

    private static void CheckValue(IConfigurationSection value, Type given, ICollection<string> faults)
    {
        var type = Plain(given);
        if (ConfigurationValues.Expected(type) is { } expected)
        {
            if (value.Value is null && value.GetChildren().Any())
                faults.Add($"{value.Path} has members; expected {expected}.");
            else if (value.Value is { } text && !(text.Length == 0 && type != given) && !ConfigurationValues.CanRead(text, type))
                faults.Add($"{value.Path} is \"{text}\"; expected {expected}.");
        }
        else if (value.Value is { Length: > 0 } single)
        {
            faults.Add($"{value.Path} is \"{single}\"; expected {(Element(type) is null || IsByName(type) ? "an object" : "a list")}.");
        }
        else if (Element(type) is { } element)
        {
            foreach (var child in value.GetChildren())
                if (!IsByName(type) && !int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                    faults.Add($"{value.Path} has the member \"{child.Key}\"; expected a list.");
                else
                    CheckElement(child, element, faults);
        }
        else
        {
            Check(value, type, faults);
        }
    }

    // An empty one would be skipped, or name a step, a host or a user that does not exist.
    private static void CheckElement(IConfigurationSection value, Type element, ICollection<string> faults)
    {
        if (ConfigurationValues.Expected(element) is { } expected && (IsNull(value) || value.Value is ""))
            faults.Add($"{value.Path} is {(value.Value is null ? "null" : "empty")}; expected {expected}.");
        else
            CheckValue(value, element, faults);
    }
}
