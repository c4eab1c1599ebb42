using System.ComponentModel;
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
        var members = Members(type);
        foreach (var child in section.GetChildren())
        {
            if (members.TryGetValue(child.Key, out var member))
                CheckValue(child, member.PropertyType, faults);
            else if (!others.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                faults.Add($"{child.Path} is not a setting; expected one of {string.Join(", ", members.Keys.Order(StringComparer.Ordinal))}.");
        }

        var given = section.GetChildren().Select(c => c.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
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

    public static bool IsSimple(Type type) => Expected(Plain(type)) is not null;

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
            .Concat(type.GetConstructor(Type.EmptyTypes) is not null ? [] : type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).Take(1)
                .SelectMany(c => c.GetParameters()).Where(p => !p.HasDefaultValue).Select(p => p.Name!));

    private static void CheckValue(IConfigurationSection value, Type given, ICollection<string> faults)
    {
        var type = Plain(given);
        if (Expected(type) is { } expected)
        {
            if (value.Value is null && value.GetChildren().Any())
                faults.Add($"{value.Path} has members; expected {expected}.");
            else if (value.Value is { Length: > 0 } text && !CanRead(text, type))
                faults.Add($"{value.Path} is \"{text}\"; expected {expected}.");
        }
        else if (value.Value is { Length: > 0 } single)
        {
            faults.Add($"{value.Path} is \"{single}\"; expected {(Element(type) is null || IsByName(type) ? "an object" : "a list")}.");
        }
        else if (Element(type) is { } element)
        {
            foreach (var child in value.GetChildren())
                CheckValue(child, element, faults);
        }
        else
        {
            Check(value, type, faults);
        }
    }

    private static bool CanRead(string text, Type type)
    {
        if (type == typeof(TimeZoneInfo))
            return TimeZoneInfo.TryFindSystemTimeZoneById(text, out _);
        try
        {
            var read = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return !type.IsEnum || type.GetCustomAttribute<FlagsAttribute>() is not null || Enum.IsDefined(type, read!);
        }
        catch (Exception)
        {
            // A converter can throw any exception for a text that it cannot read.
            return false;
        }
    }

    // Null for types that are not written as one value.
    private static string? Expected(Type type) => type switch
    {
        _ when type == typeof(string) => "a text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(TimeSpan) => "a time span such as 00:30:00 (hours:minutes:seconds; 7.00:00:00 is seven days)",
        _ when type == typeof(DateTimeOffset) => "a time such as 2026-12-01T00:00:00Z",
        _ when type == typeof(Uri) => "a URL",
        _ when type == typeof(TimeZoneInfo) => "the id of a time zone such as Europe/Berlin",
        { IsEnum: true } => string.Create(CultureInfo.InvariantCulture, $"{(type.GetCustomAttribute<FlagsAttribute>() is null ? "one of" : "one or more (separated by commas) of")} {string.Join(", ", Enum.GetNames(type))}"),
        _ => null,
    };
}
