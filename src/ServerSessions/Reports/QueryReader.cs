using System.Globalization;
using Microsoft.AspNetCore.Http;
using Calendar = ServerSessions.Insights.Calendar;

namespace ServerSessions.Reports;

/// <summary>Reads query parameters and says of a bad one what was given and what is expected.</summary>
internal readonly struct QueryReader(IQueryCollection query)
{
    public string? Text(string name) => query[name] is { Count: > 0 } values && !string.IsNullOrEmpty(values[0]) ? values[0] : null;

    /// <summary>All values of a parameter that may be given several times.</summary>
    public string[] Texts(string name) => [.. query[name].OfType<string>().Where(v => v.Length > 0)];

    public string? OneOf(string name, params string[] words) => Text(name) is not { } text ? null
        : words.Contains(text) ? text
        : throw Bad(name, text, "one of " + string.Join(", ", words));

    public DateTimeOffset? Time(string name) => Text(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw Bad(name, text, "a time like 2026-11-22T10:00:00Z");

    /// <summary>A time without an offset is that of the clock on the wall in a zone; a date alone is the beginning of that day.</summary>
    public DateTimeOffset? Time(string name, TimeZoneInfo zone) =>
        Time(name) is { } time && DateTime.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var wall)
        && wall.Kind == DateTimeKind.Unspecified ? Calendar.At(wall, zone) : Time(name);

    public int? Number(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Bad(name, text, "a whole number");

    public bool? Flag(string name) => Text(name) is not { } text ? null
        : bool.TryParse(text, out var flag) ? flag
        : throw Bad(name, text, "true or false");

    public T? Word<T>(string name) where T : struct, Enum => Text(name) is not { } text ? null
        : Enum.TryParse<T>(text, ignoreCase: true, out var word) && Enum.IsDefined(word) && !char.IsAsciiDigit(text[0]) ? word
        : throw Bad(name, text, "one of " + string.Join(", ", Enum.GetNames<T>().Select(n => char.ToLowerInvariant(n[0]) + n[1..])));

    private static ArgumentException Bad(string name, string given, string expected) =>
        new($"The parameter \"{name}\" is \"{(given.Length > 64 ? given[..64] + "…" : given)}\"; expected {expected}.");
}
