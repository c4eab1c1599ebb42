using System.Text.Json.Serialization;
using ServerSessions.Consents;
using ServerSessions.Model;

namespace ServerSessions.Person;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(CamelCaseEnum<TrackingPurposes>), typeof(CamelCaseEnum<ConsentMode>), typeof(CamelCaseEnum<ConsentProof>), typeof(CamelCaseEnum<TrackingProfile>), typeof(CamelCaseEnum<TrackingMode>), typeof(CamelCaseEnum<ResponseKind>)])]
[JsonSerializable(typeof(ConsentState))]
[JsonSerializable(typeof(GlobalPrivacyControl))]
[JsonSerializable(typeof(TransparencyDocument))]
internal sealed partial class PersonJsonContext : JsonSerializerContext;
