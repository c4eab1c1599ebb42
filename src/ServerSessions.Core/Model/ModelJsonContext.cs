using System.Text.Json.Serialization;
using ServerSessions.Model.Alerts;

namespace ServerSessions.Model;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    MaxDepth = 8,
    Converters = [
        typeof(CamelCaseEnum<Severity>), typeof(CamelCaseEnum<ActorKind>), typeof(CamelCaseEnum<Outcome>), typeof(CamelCaseEnum<AlertState>),
        typeof(CamelCaseEnum<KeyKind>)])]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(Finding[]))]
[JsonSerializable(typeof(SessionAlert[]))]
[JsonSerializable(typeof(ResponseCandidate))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;
