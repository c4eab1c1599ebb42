using System.Text.Json.Serialization;

namespace ServerSessions.Mcp;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(McpContents))]
[JsonSerializable(typeof(McpComparison))]
internal sealed partial class McpJsonContext : JsonSerializerContext;
