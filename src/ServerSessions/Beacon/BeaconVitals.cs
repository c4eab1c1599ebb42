using System.Text.Json.Serialization;

namespace ServerSessions.Beacon;

/// <summary>Web vitals as they stand on the wire: milliseconds, and the layout shift in thousandths.</summary>
internal sealed class BeaconVitals
{
    [JsonPropertyName("LCP")]
    public int? Lcp { get; set; }

    [JsonPropertyName("INP")]
    public int? Inp { get; set; }

    [JsonPropertyName("CLS")]
    public int? Cls { get; set; }

    [JsonPropertyName("FCP")]
    public int? Fcp { get; set; }

    [JsonPropertyName("TTFB")]
    public int? Ttfb { get; set; }
}
