
namespace ServerSessions.Cli.Replay;

/// <summary>Whom an alert is about, in the log's own texts; null where the subject is not told by that.</summary>
internal sealed record ReplaySubject(string? Address, string? UserAgent = null, string? Session = null, string? Account = null);
