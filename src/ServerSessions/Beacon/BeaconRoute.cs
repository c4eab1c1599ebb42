namespace ServerSessions.Beacon;

/// <summary>Where the beacon is mapped, for the tags of pages.</summary>
internal sealed class BeaconRoute
{
    /// <summary>Path of the script that measures web vitals, below that of the beacon.</summary>
    public const string Vitals = "/v";

    /// <summary>Path of the script that shows the clicks of a page to an administrator, and of its question for them, below that of the beacon.</summary>
    public const string Overlay = "/o";

    private string? _path;

    /// <summary>The path; null while it is not mapped. Only the first one counts.</summary>
    public string? Path => Volatile.Read(ref _path);

    public void Map(string pattern) => Interlocked.CompareExchange(ref _path, "/" + pattern.Trim('/'), null);
}
