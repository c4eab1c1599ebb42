using System.Collections.Frozen;

namespace ServerSessions.Recordings.Masking;

/// <summary>Which elements a recording has, and whose text is never shown. An element that is not listed stays as an empty, hidden one, so that its place is known.</summary>
internal static class ElementRules
{
    /// <summary>The element that stands for one that is not allowed. No browser gives it a meaning.</summary>
    public const string Placeholder = "ss-hidden";

    /// <summary>The attribute that un-masks the text of an element.</summary>
    public const string Show = "data-ss-show";

    private static readonly FrozenSet<string> Allowed = Names(
        """
        html head title style link body
        a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup data dd del details dfn dialog div dl dt em figcaption figure font footer form
        h1 h2 h3 h4 h5 h6 header hgroup hr i ins kbd label legend li main mark menu nav ol p pre progress meter q rp rt ruby s samp search section slot small span strike strong sub
        summary sup table tbody td tfoot th thead time tr tt u ul var wbr fieldset
        button input textarea select option optgroup datalist output
        img picture source video audio track canvas map area
        svg g path rect circle ellipse line polyline polygon text tspan defs symbol clippath lineargradient radialgradient stop mask pattern marker
        """);

    private static readonly FrozenSet<string> NeverShown = Names("input textarea select option optgroup datalist output title style");

    /// <summary>Returns the element's name in a recording: its own, or <see cref="Placeholder"/>.</summary>
    public static string NameOf(string tag)
    {
        var name = tag.ToLowerInvariant();
        return Allowed.Contains(name) ? tag : IsCustom(name) ? name : Placeholder;
    }

    /// <summary>Whether the text in the element stays masked inside an element that is shown.</summary>
    public static bool HidesText(string tag) => NeverShown.Contains(tag.ToLowerInvariant());

    private static bool IsCustom(string name) =>
        name.Length is > 2 and <= 64 && char.IsAsciiLetterLower(name[0]) && name.Contains('-') && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static FrozenSet<string> Names(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
