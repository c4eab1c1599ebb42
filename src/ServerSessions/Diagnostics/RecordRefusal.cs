namespace ServerSessions.Diagnostics;

/// <summary>Why an event that the application recorded was not taken.</summary>
internal enum RecordRefusal
{
    /// <summary>Above what one request may record.</summary>
    Request,
    /// <summary>Above what the connections of one session may record in a second.</summary>
    Rate,
    /// <summary>Its request had ended.</summary>
    Ended,
    /// <summary>It had no name.</summary>
    Unnamed,
    /// <summary>Its endpoint or path is excluded.</summary>
    Excluded,
    /// <summary>Its session is shed.</summary>
    Shed,
    /// <summary>The queue was full.</summary>
    QueueFull,
    /// <summary>Our own failure, or one of what gave the properties.</summary>
    Error,
}
