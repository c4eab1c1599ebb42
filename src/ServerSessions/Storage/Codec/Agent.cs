namespace ServerSessions.Storage.Codec;

/// <summary>A user agent's hash and, as a number in the table of strings, its words; -1 when there are none.</summary>
internal readonly record struct Agent(ulong Hash, int Client);
