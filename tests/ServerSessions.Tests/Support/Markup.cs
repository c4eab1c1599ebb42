using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace ServerSessions.Tests.Support;

/// <summary>The tags of a page as a browser would read them.</summary>
internal static partial class Markup
{
    public static IEnumerable<(string Element, IReadOnlyList<(string Name, string Value)> Attributes)> Tags(string html)
    {
        foreach (Match tag in Tag().Matches(html))
        {
            var attributes = Attribute().Matches(tag.Groups["attributes"].Value)
                .Select(match => (match.Groups["name"].Value.ToLowerInvariant(), WebUtility.HtmlDecode(match.Groups["value"].Value)));
            yield return (tag.Groups["name"].Value.ToLowerInvariant(), [.. attributes]);
        }
    }

    /// <summary>The numbers of sessions on a page that open a list of as many, with its address.</summary>
    public static IEnumerable<(long Count, string Link)> Counts(string html) =>
        from tag in Tags(html)
        let count = tag.Attributes.FirstOrDefault(attribute => attribute.Name == "data-count").Value
        where !string.IsNullOrEmpty(count)
        select (long.Parse(count, CultureInfo.InvariantCulture), WebUtility.HtmlDecode(tag.Attributes.First(attribute => attribute.Name == "href").Value));

    public static IEnumerable<string> Values(string html, string attribute) =>
        Tags(html).SelectMany(tag => tag.Attributes).Where(pair => pair.Name == attribute).Select(pair => pair.Value);

    [GeneratedRegex("""<(?<name>[a-zA-Z!][^\s/>]*)(?<attributes>(?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?|\s*/)*)\s*>""")]
    private static partial Regex Tag();

    [GeneratedRegex("""(?<name>[^\s=>/"]+)(?:\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'>]+)))?""")]
    private static partial Regex Attribute();
}
