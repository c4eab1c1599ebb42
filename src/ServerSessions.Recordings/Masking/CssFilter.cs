using System.Text;

namespace ServerSessions.Recordings.Masking;

/// <summary>
/// Takes out of style sheets what loads or shows something: functions with an address, imports and fonts, and texts that a page shows. It reads tokens as CSS Syntax
/// Level 3 does, so that an escaped name is the name, and leaves a gap where it takes something out, so that the rest does not become another token.
/// </summary>
internal sealed class CssFilter
{
    private static readonly string[] Loading =
        ["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "element", "-moz-element", "paint", "attr", "expression", "format"];

    private static readonly string[] Refused = ["import", "charset", "namespace", "font-face", "font-feature-values", "document", "-moz-document"];

    private readonly StringBuilder _to;
    private string? _property;

    private CssFilter(int length) => _to = new StringBuilder(length);

    /// <summary>A style sheet, or some rules of one.</summary>
    public static string StyleSheet(string css)
    {
        var filter = new CssFilter(css.Length);
        var from = new CssTokens(css);
        while (from.TryNext(out var token))
            filter.Write(token, ref from);
        return filter._to.ToString();
    }

    /// <summary>The declarations of a style attribute. A brace could end them, so what stands before the first one counts.</summary>
    public static string Declarations(string css)
    {
        var filtered = StyleSheet(css);
        var end = filtered.AsSpan().IndexOfAny('{', '}');
        return end < 0 ? filtered : filtered[..end];
    }

    /// <summary>The value of one property.</summary>
    public static string Value(string property, string value) =>
        property.StartsWith("--", StringComparison.Ordinal) || property.Contains(':') ? "" : Declarations($"{property}:{value}")[(property.Length + 1)..];

    private void Write(CssToken token, ref CssTokens from)
    {
        switch (token.Kind)
        {
            case CssTokenKind.Comment:
                _to.Append("/**/");
                break;
            case CssTokenKind.Text:
                _to.Append('"').Append(IsKept(token.Name) ? token.Name : "").Append('"');
                break;
            case CssTokenKind.Function when IsOneOf(token.Name, Loading):
                from.SkipBlock();
                _to.Append(" none ");
                break;
            case CssTokenKind.AtKeyword when IsOneOf(token.Name, Refused):
                from.SkipRule();
                _to.Append(' ');
                break;
            default:
                _to.Append(token.Raw);
                break;
        }

        _property = token.Raw is "{" or "}" or ";" ? null : _property ?? (token.Name.Length > 0 ? token.Name : null);
    }

    // Names of fonts, areas of a grid and selectors stay. What a page shows is the value of "content", also by way of a variable; there, a bullet or an icon stays.
    private bool IsKept(string text) => _property is not null && (_property.Equals("content", StringComparison.OrdinalIgnoreCase) || _property.StartsWith("--", StringComparison.Ordinal))
        ? text.Length <= 2 && text.All(c => char.IsPunctuation(c) || char.IsSymbol(c) || c is >= '\uE000' and <= '\uF8FF') && !text.AsSpan().ContainsAny('"', '\\')
        : text.Length <= 128 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or ',');

    private static bool IsOneOf(string name, string[] names) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
