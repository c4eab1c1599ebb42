using System.Net;
using System.Text.RegularExpressions;

namespace ServerSessions.Simulation.Visiting;

/// <summary>A page as the browser shows it: its forms with their hidden fields, and its links.</summary>
internal sealed partial record Page(string Path, int Status, string Html)
{
    /// <summary>The hidden fields of the form that posts to this path; a form without an action posts to its own page.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> HiddenFields(string action)
    {
        foreach (Match form in FormPattern().Matches(Html))
        {
            var start = form.Groups["start"].Value;
            if (!start.Contains("post", StringComparison.OrdinalIgnoreCase))
                continue;
            var target = Attribute(start, "action") ?? Path;
            if (target.Split('?')[0] == action.Split('?')[0])
                return [.. InputPattern().Matches(form.Groups["body"].Value).Select(input => input.Value).Where(IsHidden).Select(Field)];
        }
        return [];
    }

    /// <summary>The links below this path, each once, in the page's order.</summary>
    public IReadOnlyList<string> Links(string below)
    {
        var links = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        // Without an object for each link: a history of weeks reads millions.
        foreach (var link in LinkPattern().EnumerateMatches(Html))
        {
            var tag = Html.AsSpan(link.Index, link.Length - 1);
            var target = tag[(tag.LastIndexOf('"') + 1)..];
            if (target.Contains('&'))
                target = WebUtility.HtmlDecode(target.ToString());
            if (target.StartsWith(below, StringComparison.Ordinal))
                links.TryAdd(target.ToString(), true);
        }

        return [.. links.Keys];
    }

    private static bool IsHidden(string input) => Attribute(input, "type") == "hidden";

    private static KeyValuePair<string, string> Field(string input) => new(Attribute(input, "name") ?? "", Attribute(input, "value") ?? "");

    private static string? Attribute(string tag, string name)
    {
        var match = Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"", RegexOptions.CultureInvariant);
        return match.Success ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;
    }

    [GeneratedRegex("(?<start><form[^>]*>)(?<body>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex FormPattern();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex InputPattern();

    [GeneratedRegex("<a[^>]*\\shref=\"/[^\"#]*\"")]
    private static partial Regex LinkPattern();
}
