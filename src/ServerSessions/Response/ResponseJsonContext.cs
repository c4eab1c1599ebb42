using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
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
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ResponseJsonContext : JsonSerializerContext;
