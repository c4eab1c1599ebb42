using System.Text.Json.Serialization;
using ServerSessions.Model;

namespace ServerSessions.Person;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(CamelCaseEnum<TrackingPurposes>), typeof(CamelCaseEnum<ConsentMode>)])]
[JsonSerializable(typeof(ConsentState))]
[JsonSerializable(typeof(GlobalPrivacyControl))]
internal sealed partial class PersonJsonContext : JsonSerializerContext;
