using System.Text.Json.Serialization;
using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions.Reports;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(CamelCaseEnum<FunnelOrder>), typeof(CamelCaseEnum<FunnelUnit>)])]
[JsonSerializable(typeof(FunnelRequest))]
internal sealed partial class FunnelRequestJsonContext : JsonSerializerContext;
