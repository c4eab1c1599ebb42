namespace ServerSessions.Places.Mmdb;

/// <summary>The beginning of a field: its type, its size (bytes, or entries of a map or array, or the value of a boolean), and where its content begins.</summary>
internal readonly record struct MmdbField(MmdbType Type, int Size, int Content);
