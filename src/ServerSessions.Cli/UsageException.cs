namespace ServerSessions.Cli;

/// <summary>The command cannot run as asked; the message says what was given, what was expected and what to do.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
