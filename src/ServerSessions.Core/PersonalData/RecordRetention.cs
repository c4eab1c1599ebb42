namespace ServerSessions.Reports;

/// <summary>How long one kind of records is kept.</summary>
/// <param name="Kind">Name of the kind: "sessions", "alerts", …</param>
/// <param name="Kept">The configured time; null where another limit applies.</param>
/// <param name="Oldest">Time of the oldest record that is kept (UTC); null when there is none, or it is not known.</param>
/// <param name="Meaning">From when the time counts, or which limit applies.</param>
public sealed record RecordRetention(string Kind, TimeSpan? Kept, DateTimeOffset? Oldest, string Meaning);
