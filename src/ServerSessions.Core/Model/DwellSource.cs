namespace ServerSessions;

/// <summary>Where a step's dwell is known from.</summary>
public enum DwellSource : byte
{
    /// <summary>Nothing followed: unknown, never 0.</summary>
    Censored,
    /// <summary>End of the response to the start of the next request.</summary>
    Gap,
    /// <summary>Visible time that the browser told.</summary>
    Beacon,
}
