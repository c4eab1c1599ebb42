using System.Buffers;
using ServerSessions.Requests;

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

    /// <summary>What the target's query holds that only scanners send, as <see cref="LogRecord.HostileQuery"/>.</summary>
    public static byte HostileQuery(ReadOnlySpan<byte> target)
    {
        var query = target.IndexOf((byte)'?');
        if (query < 0)
            return 0;
        target = target[(query + 1)..Math.Min(target.Length, query + 1 + HostileQueries.MaxSearched)];
        Span<char> text = stackalloc char[target.Length];
        for (var i = 0; i < target.Length; i++)
            text[i] = (char)target[i];
        return (byte)(HostileQueries.IndexOf(text) + 1);
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
