namespace ServerSessions.Storage.Redis;

/// <summary>A stretch of a day's journeys, as one call has seen it.</summary>
/// <param name="Blocks">Whole blocks; they may reach beyond the stretch.</param>
/// <param name="Singles">Those in no block yet, in the order of reading.</param>
/// <param name="Complete">Up: the blocks are all there are before this id; down: from it on. Null: to the end.</param>
/// <param name="Full">The last of the single ones where there may be more; null: these are all.</param>
internal readonly record struct DayPart(IReadOnlyList<NamedBlock> Blocks, IReadOnlyList<StoredJourney> Singles, SessionId? Complete, SessionId? Full);
