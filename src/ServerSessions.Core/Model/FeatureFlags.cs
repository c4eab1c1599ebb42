namespace ServerSessions.Model;

/// <summary>Evaluations of a request as properties of its event, in the names of OpenTelemetry's feature flag events.</summary>
internal static class FeatureFlags
{
    public const string Key = "feature_flag.key";
    public const string Variant = "feature_flag.result.variant";

    public static KeyValuePair<string, string>[] Write(IReadOnlyList<(string Experiment, string Variant)> evaluated) =>
        [.. evaluated.SelectMany(e => new[] { KeyValuePair.Create(Key, e.Experiment), KeyValuePair.Create(Variant, e.Variant) })];

    public static IEnumerable<(string Experiment, string Variant)> Read(IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        for (var i = 0; i + 1 < properties.Count; i++)
            if (properties[i].Key == Key && properties[i + 1].Key == Variant)
                yield return (properties[i].Value, properties[i + 1].Value);
    }
}
