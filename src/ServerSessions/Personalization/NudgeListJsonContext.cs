using System.Text.Json.Serialization;

namespace ServerSessions.Personalization;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NudgeList))]
internal sealed partial class NudgeListJsonContext : JsonSerializerContext;
