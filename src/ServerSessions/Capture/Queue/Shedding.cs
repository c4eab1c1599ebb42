namespace ServerSessions.Capture.Queue;

/// <summary>How much is shed of what a full partition would get.</summary>
internal enum Shedding
{
    Nothing,
    /// <summary>A session that begins with this request, and the rest of it.</summary>
    Session,
    /// <summary>Every request, from any sender.</summary>
    Everything,
}
