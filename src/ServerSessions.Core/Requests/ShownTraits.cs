using System.Runtime.InteropServices;
using Microsoft.Extensions.Primitives;

namespace ServerSessions.Requests;

/// <summary>The parts of a request by which its client is compared with others.</summary>
/// <param name="IsPage">Whether the languages are the client's own: scripts set the languages that an application is shown in.</param>
/// <param name="Languages">Accept-Language.</param>
/// <param name="Platform">Sec-CH-UA-Platform.</param>
/// <param name="IsMobile">Sec-CH-UA-Mobile.</param>
/// <param name="Encodings">Accept-Encoding.</param>
/// <param name="HasFetchMode">Whether the client sends Sec-Fetch-Mode.</param>
/// <param name="Connection">A number for the facts of the connection.</param>
internal readonly record struct ShownTraits(
    bool IsPage, StringValues Languages, StringValues Platform, StringValues IsMobile, StringValues Encodings, bool HasFetchMode, uint Connection)
{
    private const int FixedLength = 3;

    /// <summary>Writes all of it as one text, by which equal ones are found; empty when it is longer than the space.</summary>
    public ReadOnlySpan<char> Write(Span<char> to)
    {
        to[0] = (char)((IsPage ? 1 : 0) | (HasFetchMode ? 2 : 0));
        MemoryMarshal.Write(MemoryMarshal.AsBytes(to[1..]), Connection);
        var length = FixedLength;
        return (!IsPage || Write(Languages, to, ref length)) && Write(Platform, to, ref length) && Write(IsMobile, to, ref length) && Write(Encodings, to, ref length)
            ? to[..length]
            : [];
    }

    // Each value with its length before it and each header with its number of values, so that different headers never give one text.
    private static bool Write(in StringValues values, Span<char> to, ref int length)
    {
        if (length == to.Length)
            return false;
        to[length++] = (char)values.Count;
        foreach (var value in values)
        {
            var text = value ?? "";
            if (text.Length >= to.Length - length)
                return false;
            to[length++] = (char)text.Length;
            text.CopyTo(to[length..]);
            length += text.Length;
        }

        return true;
    }
}
