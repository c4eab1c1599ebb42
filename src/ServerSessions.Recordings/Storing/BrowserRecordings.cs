namespace ServerSessions.Recordings.Storing;

/// <summary>The recordings of one browser, oldest first.</summary>
internal sealed record BrowserRecordings
{
    public static BrowserRecordings None { get; } = new();

    /// <summary>Pseudonyms of the users who were signed in while it was recorded.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    public IReadOnlyList<RecordingEntry> Recordings { get; init; } = [];

    /// <summary>Start of the oldest one, by which documents are ordered.</summary>
    public long Order => Recordings.Count > 0 ? Recordings[0].At : 0;

    public BrowserRecordings With(RecordingEntry entry) => this with { Recordings = [.. Recordings.Where(r => r.Id != entry.Id), entry] };
}
