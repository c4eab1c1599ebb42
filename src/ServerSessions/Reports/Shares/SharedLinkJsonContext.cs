using System.Text.Json.Serialization;

namespace ServerSessions.Reports.Shares;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SharedLink))]
[JsonSerializable(typeof(Page<SharedLink>))]
internal sealed partial class SharedLinkJsonContext : JsonSerializerContext;
