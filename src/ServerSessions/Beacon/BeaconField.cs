using System.Text.Json.Serialization;

namespace ServerSessions.Beacon;

/// <summary>A form field as it stands on the wire.</summary>
internal sealed class BeaconField
{
    [JsonPropertyName("n"), JsonRequired]
    public string Name { get; set; } = "";

    [JsonPropertyName("s")]
    public int Focuses { get; set; }

    [JsonPropertyName("h")]
    public int Changes { get; set; }

    [JsonPropertyName("x")]
    public int Errors { get; set; }

    [JsonPropertyName("t")]
    public long Milliseconds { get; set; }
}
