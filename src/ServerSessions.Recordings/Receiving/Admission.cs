using ServerSessions.Recordings.Storing;

namespace ServerSessions.Recordings.Receiving;

/// <summary>What was decided about a chunk.</summary>
/// <param name="Result">The decision.</param>
/// <param name="Entry">The recording as it is now; null where nothing is to be written.</param>
/// <param name="Page">The page of a chunk that is taken.</param>
internal readonly record struct Admission(ChunkResult Result, RecordingEntry? Entry = null, RecordedPage? Page = null);
