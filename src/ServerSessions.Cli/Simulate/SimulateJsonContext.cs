using System.Text.Json.Serialization;

namespace ServerSessions.Cli.Simulate;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SimulateReport))]
[JsonSerializable(typeof(Evading.EvasionReport))]
internal sealed partial class SimulateJsonContext : JsonSerializerContext;
