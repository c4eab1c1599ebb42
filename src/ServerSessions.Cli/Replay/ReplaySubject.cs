
namespace ServerSessions.Cli.Replay;

/// <summary>The subject of an alert in the log's own texts; null for a subject that these do not identify.</summary>
internal sealed record ReplaySubject(string? Address, string? UserAgent = null, string? Session = null, string? Account = null);
