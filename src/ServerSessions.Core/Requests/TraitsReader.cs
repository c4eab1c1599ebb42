using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;
using ServerSessions.Privacy;

namespace ServerSessions.Requests;

/// <summary>
/// Reads what a client shows beside its name. Only what one client shows with each request counts: not what differs between its pages, its scripts and
/// its media, and not the versions, which change when it is updated.
/// </summary>
internal static class TraitsReader
{
    private const int MaxTextLength = 128;
    private const int MaxBytes = 1 + (2 * (MaxTextLength + 1));

    private static readonly string[] Encodings = ["gzip", "deflate", "br", "zstd"];
    private static readonly string[] Hints = ["Sec-CH-UA-Platform", "Sec-CH-UA-Mobile"];

    /// <param name="headers">Of the request.</param>
    /// <param name="flags">What the headers tell.</param>
    /// <param name="connection">A number for what the server knows about the connection: version of HTTP, protocol and cipher of TLS.</param>
    /// <param name="address">Of the client.</param>
    /// <param name="key">The key of the hashes.</param>
    public static ClientTraits Of(IDictionary<string, StringValues> headers, EventFlags flags, uint connection, IPAddress? address, IdentityKey key)
    {
        // Media ask for other encodings, and connections leave headers out.
        if ((flags & (EventFlags.Part | EventFlags.Connection)) != 0 || headers.Has("Range") || headers.Has("Upgrade"))
            return default;
        Span<byte> bytes = stackalloc byte[MaxBytes];
        // Scripts set the languages that an application is shown in.
        var languages = (flags & (EventFlags.Navigation | EventFlags.ScriptFetch)) != EventFlags.Navigation ? 0 : Hash('l', bytes, WriteLanguages(headers.Of("Accept-Language"), bytes[1..]), ClientTraits.MaxLanguages, key);
        var length = 0;
        foreach (var name in Hints)
            length += Write(headers.Of(name), bytes[(1 + length)..]);
        var hints = Hash('h', bytes, length, ClientTraits.MaxHints, key);
        connection = Hash('c', bytes, WriteConnection(headers, connection, bytes[1..]), ClientTraits.MaxConnection, key);
        return ClientTraits.Of(languages, hints, connection, IsIPv6(address), key.Tag);
    }

    private static bool IsIPv6(IPAddress? address) => address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false };

    private static int WriteConnection(IDictionary<string, StringValues> headers, uint connection, Span<byte> to)
    {
        var accepted = headers.Of("Accept-Encoding");
        var set = 0;
        for (var i = 0; i < Encodings.Length; i++)
            set |= accepted.Contain(Encodings[i]) ? 1 << i : 0;
        to[0] = (byte)(set | (headers.Has("Sec-Fetch-Mode") ? 16 : 0));
        BitConverter.TryWriteBytes(to[1..], connection);
        return 1 + sizeof(uint);
    }

    // The languages in their order and not their weights, which a browser that protects privacy draws anew when it starts.
    private static int WriteLanguages(in StringValues values, Span<byte> to)
    {
        var length = 0;
        foreach (var value in values)
        {
            var isWeight = false;
            foreach (var character in value ?? "")
            {
                isWeight = character != ',' && (isWeight || character == ';');
                if (!isWeight && character != ' ' && length < MaxTextLength)
                    to[length++] = (byte)character;
            }
        }

        to[length] = (byte)'\n';
        return length + 1;
    }

    // Only compared, so the low byte of each character is enough.
    private static int Write(in StringValues values, Span<byte> to)
    {
        var length = 0;
        foreach (var value in values)
            foreach (var character in value ?? "")
                if (length < MaxTextLength)
                    to[length++] = (byte)character;
        to[length] = (byte)'\n';
        return length + 1;
    }

    // 0 is kept for what is not known.
    private static uint Hash(char kind, Span<byte> bytes, int length, uint max, IdentityKey key)
    {
        bytes[0] = (byte)kind;
        return 1 + (uint)(key.Values.Hash(bytes[..(1 + length)]) % max);
    }
}
