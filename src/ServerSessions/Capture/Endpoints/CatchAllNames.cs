using System.Collections.Concurrent;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using ServerSessions.Model;

namespace ServerSessions.Capture.Endpoints;

/// <summary>
/// Names for what a catch-all route takes: the first segments of the path where they are words, <c>{*}</c> for the rest. Only a page that was found makes a new
/// name, and there are at most 256 of them, 64 below one segment; any other path has the name of the route.
/// </summary>
internal sealed class CatchAllNames
{
    public const int MaxNames = 256;
    public const int MaxBelow = 64;

    private const string Rest = "{*}";
    private const int MaxSegmentLength = 24;
    private const int MaxNumberLength = 2;

    private readonly string _parameter;
    private readonly string _before;
    private readonly int _segments;
    private readonly ConcurrentDictionary<(HttpVerb, string), string> _names = new();
    private readonly ConcurrentDictionary<string, int> _below = new(StringComparer.Ordinal);

    private CatchAllNames(string parameter, string before, int segments) => (_parameter, _before, _segments) = (parameter, before, segments);

    /// <summary>Null where segments before the catch-all have parameters: such a route names its steps already.</summary>
    public static CatchAllNames? Of(RoutePattern pattern, int segments)
    {
        var before = pattern.PathSegments.TakeWhile(s => !s.Parts.Any(p => p is RoutePatternParameterPart { IsCatchAll: true })).ToList();
        if (before.Count != pattern.PathSegments.Count - 1 || before.Exists(s => s.Parts is not [RoutePatternLiteralPart])
            || pattern.PathSegments[^1].Parts is not [RoutePatternParameterPart parameter])
            return null;
        return new CatchAllNames(parameter.Name, string.Concat(before.Select(s => "/" + ((RoutePatternLiteralPart)s.Parts[0]).Content)), segments);
    }

    /// <summary>The step's name; null for the name of the route.</summary>
    /// <param name="verb">Method.</param>
    /// <param name="values">What routing has read of the path.</param>
    /// <param name="isFound">The path is one that the application has.</param>
    public string? Of(HttpVerb verb, RouteValueDictionary values, bool isFound)
    {
        if (!values.TryGetValue(_parameter, out var value) || value is not string { Length: > 0 } path)
            return null;
        var template = Template(path);
        if (template is null)
            return null;
        if (_names.TryGetValue((verb, template), out var name) || !isFound || _names.Count >= MaxNames)
            return name;
        var parent = template[..template.LastIndexOf('/')];
        if (_below.AddOrUpdate(parent, 1, static (_, n) => n + 1) > MaxBelow)
            return null;
        return _names.GetOrAdd((verb, template), static (key, before) => $"{key.Item1.Name()} {before}{key.Item2}", _before);
    }

    private string? Template(ReadOnlySpan<char> path)
    {
        Span<char> text = stackalloc char[(MaxSegmentLength + 1) * 4 + 1 + Rest.Length];
        var (length, taken, hasRest) = (0, 0, false);
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment.IsEmpty)
                continue;
            if (taken == _segments || !IsWord(segment))
            {
                hasRest = true;
                break;
            }

            text[length++] = '/';
            length += segment.ToLowerInvariant(text[length..]);
            taken++;
        }

        if (taken == 0)
            return null;
        if (hasRest)
        {
            text[length++] = '/';
            Rest.CopyTo(text[length..]);
            length += Rest.Length;
        }

        return text[..length].ToString();
    }

    // "orders", "v1", "sign-in", "index.html"; no number, no e-mail address, no title of an article, nothing that was drawn at random.
    private static bool IsWord(ReadOnlySpan<char> segment)
    {
        if (segment.Length > MaxSegmentLength || !char.IsAsciiLetter(segment[0]))
            return false;
        var digits = 0;
        foreach (var c in segment)
        {
            if (char.IsAsciiDigit(c))
                digits++;
            else if (!char.IsAsciiLetter(c) && c is not ('-' or '_' or '.'))
                return false;
        }

        return digits <= MaxNumberLength;
    }
}
