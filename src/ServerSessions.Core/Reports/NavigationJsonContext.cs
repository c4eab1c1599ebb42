using System.Text.Json.Serialization;
using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions.Reports;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(CamelCaseEnum<DetectionMode>), typeof(CamelCaseEnum<NavigationShiftKind>)])]
[JsonSerializable(typeof(NavigationReport))]
internal sealed partial class NavigationJsonContext : JsonSerializerContext;
