using System.Text.Json.Serialization;

namespace ServerSessions.Privacy;

[JsonSerializable(typeof(KeyUse[]))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class KeyUseJsonContext : JsonSerializerContext;
