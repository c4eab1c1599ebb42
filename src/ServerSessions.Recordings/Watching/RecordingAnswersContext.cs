using System.Text.Json.Serialization;
using ServerSessions.Reports;

namespace ServerSessions.Recordings.Watching;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SessionRecording))]
[JsonSerializable(typeof(Page<RecordingView>))]
internal sealed partial class RecordingAnswersContext : JsonSerializerContext;
