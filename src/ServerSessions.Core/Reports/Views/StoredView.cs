using System.Text.Json.Serialization;

namespace ServerSessions.Reports.Views;

/// <summary>A saved view.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Query">The query of the list of sessions, with its leading question mark.</param>
/// <param name="By">Name of the person who saved it; null when unknown.</param>
/// <param name="Saved">When it was saved.</param>
internal sealed record StoredView(string Name, string Query, string? By, DateTimeOffset Saved);

[JsonSerializable(typeof(StoredView))]
internal sealed partial class StoredViewJsonContext : JsonSerializerContext;
