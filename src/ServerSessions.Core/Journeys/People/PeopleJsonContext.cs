using System.Text.Json.Serialization;

namespace ServerSessions.Journeys.People;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(PersonMemory))]
[JsonSerializable(typeof(PersonProgress[]))]
internal sealed partial class PeopleJsonContext : JsonSerializerContext;
