namespace ServerSessions.Detection;

/// <summary>A fold was given up because a detector did not return in time: its state is incomplete and must not be used.</summary>
internal sealed class FoldAbandonedException(string message) : Exception(message);
