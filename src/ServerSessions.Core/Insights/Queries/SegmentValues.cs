using ServerSessions.Model;

namespace ServerSessions.Insights;

/// <summary>The values that a segment's keys can have, where those are known: a value that no session has would answer 0 for ever.</summary>
internal static class SegmentValues
{
    private const string None = "(none)";
    private const int CountryLetters = 2;

    private static readonly string[] Pairs = ["trait", "property", "variant"];

    private static readonly Dictionary<string, string[]> Closed = new(StringComparer.Ordinal)
    {
        [Segment.ActorKey] = [.. LeftOut.Actors.Select(LeftOut.WordOf), Segment.Others, Segment.AllActors],
        ["user"] = ["known", "anonymous"],
        ["new"] = ["true", "false"],
        ["device"] =
        [
            "desktop", "phone", "tablet", "other", ClientKinds.Crawler, ClientKinds.Agent, ClientKinds.UptimeCheck, ClientKinds.Library, ClientKinds.AutomatedBrowser, ClientKinds.Scanner, None,
        ],
        ["class"] = [.. Enum.GetNames<JourneyClass>().Select(name => name.ToLowerInvariant())],
        ["outcome"] = [.. Enum.GetNames<Outcome>().Select(name => name.ToLowerInvariant())],
    };

    /// <summary>What was expected in the place of a value; null when the key can have it.</summary>
    public static string? Expected(string key, string value) =>
        Closed.TryGetValue(key, out var values) ? values.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"one of {string.Join(", ", values)}"
        : Pairs.Contains(key) ? value.IndexOf('=', StringComparison.Ordinal) is var at && at > 0 && at < value.Length - 1 ? null : "name=value"
        : key == "country" && value != None && !(value.Length == CountryLetters && value.All(char.IsAsciiLetter)) ? "the two letters of a country"
        : null;
}
