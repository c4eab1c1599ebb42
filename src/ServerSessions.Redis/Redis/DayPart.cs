namespace ServerSessions.Storage.Redis;

/// <summary>A part of a day's journeys, as one call returned it.</summary>
/// <param name="Blocks">Complete blocks; they can extend beyond the part.</param>
/// <param name="Singles">Journeys that are in no block yet, in the order of reading.</param>
/// <param name="Complete">The id up to which the blocks are complete: upwards exclusive, downwards inclusive. Null: to the end.</param>
/// <param name="Full">The last single journey if there can be more; null: these are all.</param>
internal readonly record struct DayPart(IReadOnlyList<NamedBlock> Blocks, IReadOnlyList<StoredJourney> Singles, SessionId? Complete, SessionId? Full);
