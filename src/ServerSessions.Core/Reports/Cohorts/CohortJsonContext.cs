using System.Text.Json.Serialization;
using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions.Reports.Cohorts;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(CamelCaseEnum<CohortKind>)])]
[JsonSerializable(typeof(StoredCohort))]
[JsonSerializable(typeof(Cohort))]
[JsonSerializable(typeof(Page<Cohort>))]
internal sealed partial class CohortJsonContext : JsonSerializerContext;
