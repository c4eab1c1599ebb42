namespace ServerSessions.Storage.Codec;

/// <summary>Bytes that are not what a reader expected: cut off, of another type, or announcing more than is there.</summary>
internal sealed class InvalidMessageException(string message, Exception? inner = null) : Exception(message, inner);
