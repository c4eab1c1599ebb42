using System.Text.Json.Serialization;
using ServerSessions.Model;
using ServerSessions.Reports;

namespace ServerSessions.PersonalData;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters =
    [
        typeof(CamelCaseEnum<Severity>), typeof(CamelCaseEnum<ActorKind>), typeof(CamelCaseEnum<Outcome>), typeof(CamelCaseEnum<AlertState>), typeof(CamelCaseEnum<ErasureState>),
        typeof(CamelCaseEnum<ErasureRequester>), typeof(CamelCaseEnum<TrackingPurposes>),
        typeof(CamelCaseEnum<ResponseKind>), typeof(CamelCaseEnum<DecisionState>), typeof(CamelCaseEnum<DecisionTargetKind>), typeof(CamelCaseEnum<ShadowVerdict>),
    ])]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(SessionDecision))]
[JsonSerializable(typeof(Erasure))]
[JsonSerializable(typeof(ErasureReport))]
[JsonSerializable(typeof(PrivacyReport))]
internal sealed partial class PersonalDataJsonContext : JsonSerializerContext;
