using System.Text.Json.Serialization;
using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions.Reports.Thresholds;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(CamelCaseEnum<InsightFigure>)])]
[JsonSerializable(typeof(InsightAlertState))]
[JsonSerializable(typeof(Page<InsightAlertReport>))]
internal sealed partial class ThresholdJsonContext : JsonSerializerContext;
