namespace ServerSessions;

/// <summary>Source of a step's dwell.</summary>
public enum DwellSource : byte
{
    /// <summary>Unknown, because no request followed; never 0.</summary>
    Censored,
    /// <summary>End of the response to the start of the next request.</summary>
    Gap,
    /// <summary>Visible time that the browser reported.</summary>
    Beacon,
}
