using System.Text.Json.Serialization;

namespace ServerSessions.Personalization.Nudges;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(NudgeMemory))]
internal sealed partial class NudgeJsonContext : JsonSerializerContext;
