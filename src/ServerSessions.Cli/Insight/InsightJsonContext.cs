using System.Text.Json.Serialization;
using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions.Cli.Insight;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters =
    [
        typeof(CamelCaseEnum<ExperimentUnit>), typeof(CamelCaseEnum<ExperimentState>), typeof(CamelCaseEnum<GuardrailState>),
        typeof(CamelCaseEnum<NavigationShiftKind>), typeof(CamelCaseEnum<DetectionMode>),
    ])]
[JsonSerializable(typeof(OverviewResult))]
[JsonSerializable(typeof(FunnelReport))]
[JsonSerializable(typeof(PathReport))]
[JsonSerializable(typeof(FrictionReport))]
[JsonSerializable(typeof(AbandonmentReport))]
[JsonSerializable(typeof(AdoptionReport))]
[JsonSerializable(typeof(RetentionReport))]
[JsonSerializable(typeof(GoalReport))]
[JsonSerializable(typeof(TrendReport))]
[JsonSerializable(typeof(LatencyReport))]
[JsonSerializable(typeof(NavigationReport))]
[JsonSerializable(typeof(ExperimentReadout))]
internal sealed partial class InsightJsonContext : JsonSerializerContext;
