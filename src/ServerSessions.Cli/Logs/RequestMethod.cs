namespace ServerSessions.Cli.Logs;

/// <summary>What counts as a method: three to twelve ASCII capitals.</summary>
internal static class RequestMethod
{
    public static bool IsReadable(ReadOnlySpan<byte> method) =>
        method.Length is >= 3 and <= 12 && !method.ContainsAnyExceptInRange((byte)'A', (byte)'Z');
}
