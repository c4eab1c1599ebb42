using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace ServerSessions.Hosting.Configuration;

/// <summary>
/// The forms in which configuration writes single values. They are narrower than what the framework's converters accept: "30" would be thirty days, "2" the mode
/// with that number, and "01/02/2026" a day that depends on the reader, in the time zone of the machine.
/// </summary>
internal static class ConfigurationValues
{
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mmzzz"];

    /// <summary>Returns what a type of single values is written as; null for types that are not written as one value.</summary>
    public static string? Expected(Type type) => type switch
    {
        _ when type == typeof(string) => "a text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(TimeSpan) => "a time span such as 00:30:00 (hours:minutes:seconds; 7.00:00:00 is seven days)",
        _ when type == typeof(DateTimeOffset) => "a time such as 2026-12-01T00:00:00Z",
        _ when type == typeof(Uri) => "a URL",
        _ when type == typeof(TimeZoneInfo) => "the id of a time zone such as Europe/Berlin",
        { IsEnum: true } => string.Create(CultureInfo.InvariantCulture, $"{(IsFlags(type) ? "one or more (separated by commas) of" : "one of")} {string.Join(", ", Enum.GetNames(type))}"),
        _ => null,
    };

    /// <summary>Returns whether a text has the form of its type, so that the binder reads it as intended.</summary>
    public static bool CanRead(string text, Type type) => type switch
    {
        _ when type == typeof(string) => true,
        _ when type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(long) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(double) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number),
        _ when type == typeof(TimeSpan) => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ when type == typeof(DateTimeOffset) => DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ when type == typeof(TimeZoneInfo) => text.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(text, out _),
        { IsEnum: true } => (IsFlags(type) ? text.Split(',', StringSplitOptions.TrimEntries) : [text.Trim()]).All(name => Enum.GetNames(type).Contains(name, StringComparer.OrdinalIgnoreCase)),
        _ => text.Length > 0 && IsConverted(text, type),
    };

    private static bool IsFlags(Type type) => type.GetCustomAttribute<FlagsAttribute>() is not null;

    private static bool IsConverted(string text, Type type)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text) is not null;
        }
        catch (Exception)
        {
            // A converter can throw any exception for a text that it cannot read.
            return false;
        }
    }
}
