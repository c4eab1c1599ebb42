using System.Text.Json.Serialization;

namespace ServerSessions.Model;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    MaxDepth = 8,
    Converters = [typeof(CamelCaseEnum<Severity>), typeof(CamelCaseEnum<ActorKind>), typeof(CamelCaseEnum<Outcome>), typeof(CamelCaseEnum<AlertState>)])]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(Finding[]))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;
