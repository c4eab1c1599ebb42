using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerSessions.Detection;

/// <summary>The form of baselines in a document.</summary>
internal static class BaselineJson
{
    public static byte[] Encode(Baselines baselines) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredBaselines(
            baselines.Version, baselines.Sessions, baselines.Days, [.. baselines.SharedNetworks], new(baselines.Items),
            [.. baselines.Site.ByKind],
            new(baselines.Sequences.Counts), baselines.Sequences.Total,
            double.IsFinite(baselines.Sequences.Threshold) ? baselines.Sequences.Threshold : null, baselines.Sequences.HeldOut),
        BaselineJsonContext.Default.StoredBaselines);

    /// <exception cref="FormatException">The bytes are no baselines.</exception>
    public static Baselines Decode(ReadOnlySpan<byte> json)
    {
        try
        {
            var stored = JsonSerializer.Deserialize(json, BaselineJsonContext.Default.StoredBaselines)
                ?? throw new FormatException("The stored baselines are the JSON null; an object is expected.");
            if (stored.Site.Length is not (0 or SiteKinds.Count) || stored.Site.Any(hours => hours.Length != SiteBaseline.HoursOfWeek))
                throw new FormatException($"The stored baselines have {stored.Site.Length} kinds; expected {SiteKinds.Count} of {SiteBaseline.HoursOfWeek} hours each.");
            return new Baselines
            {
                Version = stored.Version,
                Sessions = stored.Sessions,
                Days = stored.Days,
                SharedNetworks = stored.SharedNetworks.ToFrozenSet(),
                Items = stored.Items.ToFrozenDictionary(StringComparer.Ordinal),
                Site = stored.Site.Length == 0 ? SiteBaseline.Empty : new SiteBaseline(stored.Site),
                Sequences = new SequenceModel(stored.Transitions.ToFrozenDictionary(StringComparer.Ordinal), stored.Total, stored.Threshold ?? double.PositiveInfinity, stored.HeldOut),
            };
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The stored baselines ({json.Length} bytes) are not the expected JSON: {exception.Message}", exception);
        }
    }
}

internal sealed record StoredBaselines(
    long Version, int Sessions, double Days, ulong[] SharedNetworks, Dictionary<string, ItemBaseline> Items, SiteHour[][] Site,
    Dictionary<string, int> Transitions, long Total, double? Threshold, int HeldOut);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StoredBaselines))]
internal sealed partial class BaselineJsonContext : JsonSerializerContext;
