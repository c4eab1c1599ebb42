namespace ServerSessions.Recordings.Storing;

/// <summary>Ids of recordings, which are parts of paths and keys in stores: nothing else may become one.</summary>
internal static class RecordingIds
{
    /// <summary>Number of hexadecimal digits of an id.</summary>
    public const int Digits = 32;

    public static bool IsId(string text) => text.Length == Digits && text.All(char.IsAsciiHexDigitLower);

    /// <exception cref="ArgumentException">The text is not the id of a recording.</exception>
    public static string Checked(string recording) => IsId(recording)
        ? recording
        : throw new ArgumentException($"\"{recording}\" is not the id of a recording; expected {Digits} hexadecimal digits.", nameof(recording));
}
