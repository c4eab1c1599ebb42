using System.Text.Json.Serialization;
using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions.Reports;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(CamelCaseEnum<ExperimentUnit>), typeof(CamelCaseEnum<ExperimentState>), typeof(CamelCaseEnum<GuardrailState>)])]
[JsonSerializable(typeof(ExperimentReadout))]
[JsonSerializable(typeof(List<ExperimentReadout>))]
[JsonSerializable(typeof(Page<ExperimentReadout>))]
[JsonSerializable(typeof(NudgeReport))]
internal sealed partial class ExperimentJsonContext : JsonSerializerContext;
