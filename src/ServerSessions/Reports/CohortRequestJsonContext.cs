using System.Text.Json.Serialization;
using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions.Reports;

// A member that is not known may be a misspelt segment, without which a cohort has other users.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, Converters = [typeof(CamelCaseEnum<CohortKind>)])]
[JsonSerializable(typeof(CohortRequest))]
internal sealed partial class CohortRequestJsonContext : JsonSerializerContext;
