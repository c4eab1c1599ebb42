using System.Text.Json.Serialization;
using ServerSessions.Model;

namespace ServerSessions.Response;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    MaxDepth = 8,
    Converters =
    [
        typeof(CamelCaseEnum<ResponseKind>), typeof(CamelCaseEnum<DecisionState>), typeof(CamelCaseEnum<DecisionTargetKind>), typeof(CamelCaseEnum<ShadowVerdict>),
    ])]
[JsonSerializable(typeof(SessionDecision))]
internal sealed partial class ResponseJsonContext : JsonSerializerContext;
