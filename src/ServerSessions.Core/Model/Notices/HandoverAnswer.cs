namespace ServerSessions.Model.Notices;

/// <summary>The earlier key of one visit answers the later one; the session of the signal is the earlier one. Its time is when the later key took over.</summary>
internal sealed record HandoverAnswer : Notice
{
    /// <summary>Consent was withdrawn: the visitor's earlier steps are not to be linked.</summary>
    public bool IsPastUnseen { get; set; }

    /// <summary>Declared steps that the earlier session reached, with the time in Unix microseconds.</summary>
    public KeyValuePair<string, long>[] Reached { get; set; } = [];
}
