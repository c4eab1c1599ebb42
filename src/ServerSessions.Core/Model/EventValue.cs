using System.Globalization;

namespace ServerSessions.Model;

/// <summary>The value of a recorded event: its properties <c>value</c> and <c>currency</c>.</summary>
/// <param name="Value">Rounded to four decimal places, between −1,000,000,000 and 1,000,000,000.</param>
/// <param name="Currency">At most 8 letters or digits in upper case; empty for none.</param>
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
        if (!string.IsNullOrWhiteSpace(currency))
            yield return KeyValuePair.Create(CurrencyKey, currency.Trim().ToUpperInvariant());
        foreach (var property in properties ?? [])
            if (property.Key is not (ValueKey or CurrencyKey))
                yield return property;
    }

    /// <summary>The value in names and values in turn; null when there is none, or no number within the limits.</summary>
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
        value is not null && decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= Greatest
            ? new EventValue(Math.Round(number, 4), currency is { Length: > 0 and <= MaxCurrencyLength } && currency.All(char.IsAsciiLetterOrDigit) ? currency.ToUpperInvariant() : "")
            : null;
}
