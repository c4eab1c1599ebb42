using System.Text.Json.Serialization;

namespace ServerSessions.Consents;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConsentEntry[]))]
internal sealed partial class ConsentJsonContext : JsonSerializerContext;
