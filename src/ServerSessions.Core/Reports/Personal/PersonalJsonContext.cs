using System.Text.Json.Serialization;
using ServerSessions.Insights.Courses;
using ServerSessions.Model;

namespace ServerSessions.Reports.Personal;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(CamelCaseEnum<PersonGoalKind>), typeof(CamelCaseEnum<ModuleState>)])]
[JsonSerializable(typeof(PersonActivity))]
[JsonSerializable(typeof(PersonSettings))]
[JsonSerializable(typeof(IReadOnlyList<PersonGoalProgress>))]
[JsonSerializable(typeof(PersonDevices))]
[JsonSerializable(typeof(SignOutResult))]
[JsonSerializable(typeof(CourseProgress))]
[JsonSerializable(typeof(IReadOnlyList<ClassReport>))]
[JsonSerializable(typeof(ClassReport))]
internal sealed partial class PersonalJsonContext : JsonSerializerContext;
