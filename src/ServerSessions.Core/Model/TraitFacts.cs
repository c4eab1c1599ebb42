namespace ServerSessions.Model;

/// <summary>Traits of the user, as the application recorded them in a request, as properties of its event.</summary>
internal static class TraitFacts
{
    private const string Prefix = "session.trait.";

    public static IEnumerable<KeyValuePair<string, string>> Write(IEnumerable<KeyValuePair<string, string>> traits) =>
        traits.Select(t => KeyValuePair.Create(Prefix + t.Key, t.Value));

    public static IEnumerable<KeyValuePair<string, string>> Read(IReadOnlyList<KeyValuePair<string, string>> properties) =>
        properties.Where(p => p.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(p => KeyValuePair.Create(p.Key[Prefix.Length..], p.Value));

    /// <summary>The traits of both, the newer value where both have one; by name.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> With(
        IReadOnlyList<KeyValuePair<string, string>> before, IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        List<KeyValuePair<string, string>>? all = null;
        foreach (var trait in Read(properties))
        {
            all ??= [.. before];
            all.RemoveAll(t => t.Key == trait.Key);
            all.Add(trait);
        }

        return all is null ? before : [.. all.OrderBy(t => t.Key, StringComparer.Ordinal)];
    }
}
