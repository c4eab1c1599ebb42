namespace ServerSessions.Recordings.Receiving;

/// <summary>The limits that end a recording, as they are stored and shown.</summary>
internal static class RecordingLimits
{
    public const string Time = "time";
    public const string Size = "size";
    public const string Changes = "changes";

    /// <summary>The limit in words.</summary>
    public static string? InWords(string? limit) => limit switch
    {
        Time => "The recording ended at its maximum duration.",
        Size => "The recording ended at its maximum size.",
        Changes => "The recording ended because the page changed too much in a minute.",
        _ => null,
    };
}
