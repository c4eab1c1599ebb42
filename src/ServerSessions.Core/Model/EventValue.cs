using System.Globalization;

namespace ServerSessions.Model;

/// <summary>The value of a recorded event: its properties <c>value</c> and <c>currency</c>.</summary>
/// <param name="Value">Rounded to four decimal places, between −1,000,000,000 and 1,000,000,000.</param>
/// <param name="Currency">One to eight letters or digits in upper case; empty for none.</param>
internal readonly record struct EventValue(decimal Value, string Currency)
{
    public const decimal Greatest = 1_000_000_000;

    /// <summary>Parts of a unit that sums are kept in: they add up exactly, also in rollups.</summary>
    public const int Parts = 10_000;

    private const string ValueKey = "value";
    private const string CurrencyKey = "currency";
    private const int MaxCurrencyLength = 8;

    /// <summary>Properties of an event with a value; the value and its currency replace those of the same names.</summary>
    public static IEnumerable<KeyValuePair<string, string>> With(decimal value, string? currency, IEnumerable<KeyValuePair<string, string>>? properties)
    {
        yield return KeyValuePair.Create(ValueKey, value.ToString(CultureInfo.InvariantCulture));
        if (currency is not null)
            yield return KeyValuePair.Create(CurrencyKey, currency);
        foreach (var property in properties ?? [])
            if (property.Key is not (ValueKey or CurrencyKey))
                yield return property;
    }

    /// <summary>
    /// The properties as they are stored, so that exports carry what figures count: the value rounded and its currency in upper case. Both are removed where no figure counts
    /// them: the number is beyond the limits, or the currency is malformed, so that its unit is not known. A <c>value</c> that is no number stays as it is.
    /// </summary>
    public static (KeyValuePair<string, string>[] Properties, bool IsRefused) Stored(KeyValuePair<string, string>[] properties)
    {
        if (!properties.Any(p => p.Key == ValueKey && Number(p.Value) is not null))
            return (properties, false);
        var others = properties.Where(p => p.Key is not (ValueKey or CurrencyKey));
        return Of(properties) is { } value ? ([.. value.Texts(), .. others], false) : ([.. others], true);
    }

    /// <summary>The value in names and values in turn; null when there is none, no number within the limits, or a malformed currency.</summary>
    public static EventValue? Of(IReadOnlyList<string>? texts)
    {
        string? value = null, currency = null;
        for (var i = 0; i + 1 < (texts?.Count ?? 0); i += 2)
            if (texts![i] == ValueKey)
                value ??= texts[i + 1];
            else if (texts[i] == CurrencyKey)
                currency ??= texts[i + 1];
        return Of(value, currency);
    }

    /// <inheritdoc cref="Of(IReadOnlyList{string}?)"/>
    public static EventValue? Of(IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        string? value = null, currency = null;
        foreach (var (key, text) in properties)
            if (key == ValueKey)
                value ??= text;
            else if (key == CurrencyKey)
                currency ??= text;
        return Of(value, currency);
    }

    private static EventValue? Of(string? value, string? currency) =>
        Number(value) is { } number && Math.Abs(number) <= Greatest && Unit(currency) is { } unit ? new EventValue(Math.Round(number, 4), unit) : null;

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Null for a malformed one: its values must not be added to those of another unit.
    private static string? Unit(string? currency) =>
        currency?.Trim() is not { Length: > 0 } unit ? "" : unit.Length <= MaxCurrencyLength && unit.All(char.IsAsciiLetterOrDigit) ? unit.ToUpperInvariant() : null;

    private IEnumerable<KeyValuePair<string, string>> Texts()
    {
        yield return KeyValuePair.Create(ValueKey, Value.ToString(CultureInfo.InvariantCulture));
        if (Currency.Length > 0)
            yield return KeyValuePair.Create(CurrencyKey, Currency);
    }
}
