using System.Text.Json.Serialization;
using ServerSessions.Reports;

namespace ServerSessions.Recordings.Storing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BrowserRecordings))]
[JsonSerializable(typeof(RecordingView))]
internal sealed partial class RecordingJsonContext : JsonSerializerContext;
