namespace ServerSessions.Model;

/// <summary>Which features a user is not allowed, as properties of the event of the sign-in.</summary>
internal static class RefusedFeatures
{
    private const string Key = "session.feature.refused";

    public static IEnumerable<KeyValuePair<string, string>> Write(IReadOnlyList<string> features) => features.Select(f => KeyValuePair.Create(Key, f));

    public static IEnumerable<string> Read(IReadOnlyList<KeyValuePair<string, string>> properties) => properties.Where(p => p.Key == Key).Select(p => p.Value);
}
