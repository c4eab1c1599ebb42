using System.Buffers;

namespace ServerSessions.Cli.Logs;

/// <summary>The path of a request's target, cut as the reference cuts it: no case folding, no decoding, no slash folding.</summary>
internal static class RequestTarget
{
    private static readonly SearchValues<byte> SchemeBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-"u8);

    /// <summary>The path of a target that is not empty: before '?' and '#', without scheme and host, never empty.</summary>
    public static ReadOnlySpan<byte> Path(ReadOnlySpan<byte> target)
    {
        if (target[0] != '/')
            target = WithoutOrigin(target);
        var end = target.IndexOfAny((byte)'?', (byte)'#');
        if (end >= 0)
            target = target[..end];
        return target.IsEmpty ? "/"u8 : target;
    }

    private static ReadOnlySpan<byte> WithoutOrigin(ReadOnlySpan<byte> target)
    {
        var colon = target.IndexOfAnyExcept(SchemeBytes);
        if (colon < 1 || !char.IsAsciiLetter((char)target[0]) || !target[colon..].StartsWith("://"u8))
            return target;
        target = target[(colon + 3)..];
        var authority = target.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        return authority < 0 ? [] : target[authority..];
    }
}
