using System.Text.Json.Serialization;

namespace ServerSessions.Reports.Caching;

[JsonSerializable(typeof(long))]
internal sealed partial class CountJsonContext : JsonSerializerContext;
