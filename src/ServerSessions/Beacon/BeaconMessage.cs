using System.Text.Json.Serialization;

namespace ServerSessions.Beacon;

/// <summary>What the script sends, as it stands on the wire. Nothing in it is believed before <see cref="BeaconReader"/> has checked it.</summary>
internal sealed class BeaconMessage
{
    /// <summary>The token of the page.</summary>
    [JsonPropertyName("p"), JsonRequired]
    public string Page { get; set; } = "";

    /// <summary>Number of the view in the document.</summary>
    [JsonPropertyName("r")]
    public int View { get; set; }

    /// <summary>Number of the report in the view.</summary>
    [JsonPropertyName("n"), JsonRequired]
    public int Sequence { get; set; }

    /// <summary>Milliseconds since the view began.</summary>
    [JsonPropertyName("a")]
    public long Age { get; set; }

    /// <summary>Path of a later view.</summary>
    [JsonPropertyName("u")]
    public string? Path { get; set; }

    /// <summary>Visible milliseconds.</summary>
    [JsonPropertyName("v")]
    public long Visible { get; set; }

    /// <summary>Depth in percent.</summary>
    [JsonPropertyName("d")]
    public int Depth { get; set; }

    /// <summary>Script errors.</summary>
    [JsonPropertyName("e")]
    public int Errors { get; set; }

    /// <summary>Web vitals.</summary>
    [JsonPropertyName("w")]
    public BeaconVitals? Vitals { get; set; }

    /// <summary>Clicks and marks.</summary>
    [JsonPropertyName("c")]
    public BeaconClick[]? Clicks { get; set; }

    /// <summary>Form fields.</summary>
    [JsonPropertyName("f")]
    public BeaconField[]? Fields { get; set; }
}
