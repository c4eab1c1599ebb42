using System.Text.Json.Serialization;

namespace ServerSessions.Beacon;

// Unknown members are passed over; a message is no deeper than its clicks.
[JsonSourceGenerationOptions(MaxDepth = 4, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(BeaconMessage))]
internal sealed partial class BeaconJsonContext : JsonSerializerContext;
