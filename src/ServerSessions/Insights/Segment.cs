using ServerSessions.Insights;

namespace ServerSessions;

/// <summary>Which sessions an insight is about: every given pair must hold.</summary>
/// <param name="Pairs">Key and value: <c>user</c> known or anonymous, <c>device</c>, <c>browser</c>, <c>entry</c>, <c>step</c>, <c>country</c>,
/// <c>class</c>, <c>outcome</c>, <c>referrer</c>, <c>new</c> true or false, <c>variant</c> as experiment=variant.</param>
public sealed record Segment(IReadOnlyList<KeyValuePair<string, string>> Pairs)
{
    /// <summary>All sessions.</summary>
    public static Segment Everything { get; } = new([]);

    private static readonly string[] Keys = ["user", "device", "browser", "entry", "step", "country", "class", "outcome", "referrer", "new", "variant"];

    /// <summary>Reads <c>key:value</c> texts.</summary>
    /// <exception cref="ArgumentException">A text is no pair, or its key is not known; the message lists the keys.</exception>
    public static Segment Parse(IEnumerable<string> texts) => new([.. texts.Select(Pair)]);

    /// <summary>Whether a session is meant.</summary>
    public bool Holds(Journey journey)
    {
        foreach (var (key, value) in Pairs)
            if (!Holds(journey, key, value))
                return false;
        return true;
    }

    /// <summary>The value of a key that a session has one of; "(none)" where it has none.</summary>
    internal static string Value(Journey journey, string key) => key switch
    {
        "entry" => journey.Steps.Count > 0 ? journey.Steps[0].Name : "(none)",
        "class" => journey.Class.ToString().ToLowerInvariant(),
        "user" => journey.User.IsNone ? "anonymous" : "known",
        "new" => journey.Previous is null ? "true" : "false",
        "browser" => journey.Client is null ? "(none)" : ClientParts.Of(journey.Client).Browser,
        "device" => journey.Client is null ? "(none)" : ClientParts.Of(journey.Client).Device,
        "country" => journey.Country ?? "(none)",
        _ => journey.Referrer ?? "(none)",
    };

    /// <exception cref="ArgumentException">A session may have several of it, or it is not known.</exception>
    internal static string BreakdownKey(string key) => key is not ("step" or "outcome" or "variant") && Keys.Contains(key)
        ? key
        : throw new ArgumentException($"The breakdown is \"{Cut(key)}\"; expected one of {string.Join(", ", Keys.Except(["step", "outcome", "variant"]))}.");

    private static bool Holds(Journey journey, string key, string value) => key switch
    {
        "step" => journey.Steps.Any(s => s.Name == value || s.Landed == value),
        "outcome" => journey.Steps.Any(s => s.Outcome.ToString().Equals(value, StringComparison.OrdinalIgnoreCase)),
        "entry" => Value(journey, key) == value,
        "variant" => journey.Exposures.Any(x => $"{x.Experiment}={x.Variant}" == value),
        _ => Value(journey, key).Equals(value, StringComparison.OrdinalIgnoreCase),
    };

    private static KeyValuePair<string, string> Pair(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1 && Keys.Contains(text[..colon])
            ? new KeyValuePair<string, string>(text[..colon], text[(colon + 1)..])
            : throw new ArgumentException($"The segment is \"{Cut(text)}\"; expected key:value with one of the keys {string.Join(", ", Keys)}.");
    }

    private static string Cut(string text) => text.Length > 64 ? text[..64] + "…" : text;
}
