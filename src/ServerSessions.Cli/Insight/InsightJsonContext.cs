using System.Text.Json.Serialization;

namespace ServerSessions.Cli.Insight;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OverviewResult))]
[JsonSerializable(typeof(FunnelReport))]
[JsonSerializable(typeof(PathReport))]
[JsonSerializable(typeof(FrictionReport))]
[JsonSerializable(typeof(AbandonmentReport))]
[JsonSerializable(typeof(AdoptionReport))]
[JsonSerializable(typeof(RetentionReport))]
[JsonSerializable(typeof(TrendReport))]
[JsonSerializable(typeof(LatencyReport))]
internal sealed partial class InsightJsonContext : JsonSerializerContext;
