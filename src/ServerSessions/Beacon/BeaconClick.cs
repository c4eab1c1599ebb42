using System.Text.Json.Serialization;

namespace ServerSessions.Beacon;

/// <summary>A click as it stands on the wire.</summary>
internal sealed class BeaconClick
{
    [JsonPropertyName("e"), JsonRequired]
    public string Element { get; set; } = "";

    [JsonPropertyName("c")]
    public int Cell { get; set; }

    [JsonPropertyName("k")]
    public int Kind { get; set; }
}
