using System.Text.Json.Serialization;

namespace ServerSessions.Beacon;

/// <summary>What the script of the overlay sends.</summary>
/// <param name="Token">The token of the link.</param>
/// <param name="Path">Path of the page.</param>
internal sealed record OverlayRequest([property: JsonPropertyName("t"), JsonRequired] string Token, [property: JsonPropertyName("u"), JsonRequired] string Path);

[JsonSourceGenerationOptions(MaxDepth = 2, AllowDuplicateProperties = false, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(OverlayRequest))]
internal sealed partial class OverlayJsonContext : JsonSerializerContext;
