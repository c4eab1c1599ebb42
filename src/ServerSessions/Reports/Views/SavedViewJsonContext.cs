using System.Text.Json.Serialization;

namespace ServerSessions.Reports.Views;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SavedView))]
[JsonSerializable(typeof(Page<SavedView>))]
internal sealed partial class SavedViewJsonContext : JsonSerializerContext;
