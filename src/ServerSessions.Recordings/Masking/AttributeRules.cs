using System.Collections.Frozen;

namespace ServerSessions.Recordings.Masking;

/// <summary>
/// Which attributes a recording has. No address, no handler, no text that people read and no value of a field is among them. The recorder in the browser
/// uses the same list.
/// </summary>
internal static class AttributeRules
{
    public const string Style = "style";

    /// <summary>The text of a style sheet, where the recorder has put it into its element.</summary>
    public const string StyleSheet = "_cssText";

    private const int MaxLength = 1_024;
    private const int MaxIdLength = 64;

    private static readonly FrozenSet<string> Plain = Names(
        """
        class id type disabled checked selected hidden open dir lang role colspan rowspan span width height align valign multiple size rows cols start reversed wrap
        aria-hidden aria-expanded aria-selected aria-checked aria-disabled aria-current aria-pressed aria-busy aria-modal aria-invalid
        rr_width rr_height rr_scrollLeft rr_scrollTop rr_open_mode
        d viewBox preserveAspectRatio x y x1 y1 x2 y2 cx cy r rx ry dx dy points transform offset fill fill-rule fill-opacity stroke stroke-width stroke-linecap stroke-linejoin
        stroke-dasharray stroke-opacity opacity stop-color stop-opacity text-anchor dominant-baseline font-size gradientUnits gradientTransform
        """);

    // A number or a length: what else a browser could write there is nothing to look at.
    private static readonly FrozenSet<string> Measures = Names("rr_width rr_height rr_scrollLeft rr_scrollTop");

    /// <summary>The names in a fixed order, for the recorder.</summary>
    public static IReadOnlyList<string> Every { get; } = [.. Plain.Append(Style).Append(StyleSheet).Order(StringComparer.Ordinal)];

    /// <summary>Returns the attribute's value in a recording; null when it has none there.</summary>
    /// <param name="tag">Name of the element in the recording; null where only a change is known.</param>
    /// <param name="name">Name of the attribute.</param>
    /// <param name="value">Its value in the page.</param>
    public static string? ValueOf(string? tag, string name, string value) => name switch
    {
        Style => CssFilter.Declarations(value),
        StyleSheet => tag is "style" or "link" ? CssFilter.StyleSheet(value) : null,
        _ when !Plain.Contains(name) || value.Length > MaxLength => null,
        "id" when LooksLikeData(value) => null,
        _ when Measures.Contains(name) => IsMeasure(value) ? value : null,
        // A paint or a path can name another document, url(…).
        _ when value.Contains('(') && name is not "transform" and not "gradientTransform" and not "class" and not "id" => CssFilter.Value(name, value),
        _ => value,
    };

    // The id of an element that was made from a number of an order, an address or a token.
    private static bool LooksLikeData(string id) => id.Length > MaxIdLength || id.Contains('@') || id.Count(char.IsAsciiDigit) > 4;

    private static bool IsMeasure(string value) => value.Length <= 24 && value.All(c => char.IsAsciiDigit(c) || c is '.' or '-' or 'e' or 'p' or 'x');

    private static FrozenSet<string> Names(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
