using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ServerSessions.Tests.Support;

/// <summary>An input with members under other names, and with keys that the client chooses at every depth.</summary>
public sealed class TestShipment
{
    [JsonPropertyName("to"), JsonProperty("to")]
    public TestOrder? Recipient { get; set; }

    public List<TestBag> Boxes { get; set; } = [];

    public Dictionary<string, TestWeight> Weights { get; set; } = [];

    [Newtonsoft.Json.JsonExtensionData]
    public Dictionary<string, JToken>? More { get; set; }
}

/// <summary>A value with a member that can be wrong.</summary>
public sealed class TestWeight
{
    [Range(0, 10)]
    public int Grams { get; set; }
}
