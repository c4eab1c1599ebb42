using System.Buffers;
using ServerSessions.Requests;

namespace ServerSessions.Cli.Logs.Fields;

/// <summary>The parts of a request's target, cut as the reference cuts them: no case folding, no decoding, no slash folding.</summary>
internal static class TargetText
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

    /// <summary>
    /// The path of a target whose query stands in a field of its own. Such a target is often decoded, and holds marks that were percent-encoded: only a query
    /// that is the other field's is cut off.
    /// </summary>
    public static ReadOnlySpan<byte> Path(ReadOnlySpan<byte> target, ReadOnlySpan<byte> query)
    {
        if (target[0] != '/')
            target = WithoutOrigin(target);
        if (!query.IsEmpty && target.EndsWith(query) && target[..^query.Length] is [.. var path, (byte)'?'])
            target = path;
        return target.IsEmpty ? "/"u8 : target;
    }

    /// <summary>The query without its question mark; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Query(ReadOnlySpan<byte> target)
    {
        var query = target.IndexOf((byte)'?');
        return query < 0 ? [] : target[(query + 1)..];
    }

    /// <summary>The name of what a query holds that only scanners send; null when it holds nothing of the kind.</summary>
    public static string? Hostile(ReadOnlySpan<byte> query)
    {
        query = query[..Math.Min(query.Length, HostileQueries.MaxSearched)];
        Span<char> text = stackalloc char[query.Length];
        for (var i = 0; i < query.Length; i++)
            text[i] = (char)query[i];
        return HostileQueries.Find(text);
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
