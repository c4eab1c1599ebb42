namespace ServerSessions.Recordings.Capture;

/// <summary>Where recordings are received, for the script element of pages.</summary>
internal sealed class RecordingPath
{
    private string? _pattern;

    /// <summary>The path with a leading slash; null while no endpoint is mapped.</summary>
    public string? Pattern => Volatile.Read(ref _pattern);

    /// <summary>Stores the pattern; only the first call counts.</summary>
    public void Map(string pattern) => Interlocked.CompareExchange(ref _pattern, "/" + pattern.Trim('/'), null);
}
