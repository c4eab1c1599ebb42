using System.Text.Json.Serialization;

namespace ServerSessions.Cli.Simulate;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SimulateReport))]
internal sealed partial class SimulateJsonContext : JsonSerializerContext;
