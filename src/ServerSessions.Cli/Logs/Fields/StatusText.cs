namespace ServerSessions.Cli.Logs.Fields;

/// <summary>The status of an answer: three digits, and no sign.</summary>
internal static class StatusText
{
    /// <summary>Reads the whole text.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out int status)
    {
        status = 0;
        if (text.IsEmpty || text.Length > 3)
            return false;
        foreach (var letter in text)
        {
            if (letter is < (byte)'0' or > (byte)'9')
                return false;
            status = (status * 10) + letter - '0';
        }

        return true;
    }
}
