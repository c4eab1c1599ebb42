namespace ServerSessions.Model.Notices;

/// <summary>A later key of one visit asks the earlier key for its session. Its time is when the later key took over.</summary>
internal sealed record HandoverQuestion : Notice
{
    /// <summary>The later key, which gets the answer.</summary>
    public Pseudonym Key { get; set; }
}
