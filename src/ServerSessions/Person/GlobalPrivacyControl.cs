using System.Text.Json.Serialization;

namespace ServerSessions.Person;

/// <summary>The content of <c>/.well-known/gpc.json</c>: this site honours the signal.</summary>
/// <param name="Gpc">Always true.</param>
/// <param name="LastUpdate">The day of the last update, as "2026-11-30"; null when it is not configured.</param>
internal sealed record GlobalPrivacyControl(bool Gpc, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LastUpdate);
