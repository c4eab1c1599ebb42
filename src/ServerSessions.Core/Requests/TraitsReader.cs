using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;
using ServerSessions.Privacy;

namespace ServerSessions.Requests;

/// <summary>
/// Reads what a client shows beside its name. Only what one client shows with each request counts: not what differs between its pages, its scripts and
/// its media, and not the versions, which change when it is updated. It caches the most recent results, because few kinds of clients send most requests.
/// </summary>
internal sealed class TraitsReader
{
    private const int MaxTextLength = 128;
    private const int MaxBytes = 1 + (2 * (MaxTextLength + 1));

    /// <summary>Maximum length of the texts whose result is cached.</summary>
    private const int MaxCached = 512;

    private static readonly string[] Encodings = ["gzip", "deflate", "br", "zstd"];

    private readonly BoundedCache<CachedTraits> _known = new(1024);

    /// <param name="headers">The headers of the request.</param>
    /// <param name="flags">What the headers show.</param>
    /// <param name="connection">A number for the facts of the connection: version of HTTP, protocol and cipher of TLS.</param>
    /// <param name="address">The address of the client.</param>
    /// <param name="key">The key of the hashes.</param>
    public ClientTraits Of(IDictionary<string, StringValues> headers, EventFlags flags, uint connection, IPAddress? address, IdentityKey key)
    {
        // Media ask for other encodings, and connections leave headers out.
        if ((flags & (EventFlags.Part | EventFlags.Connection)) != 0 || headers.Has("Range") || headers.Has("Upgrade"))
            return default;
        var isPage = (flags & (EventFlags.Navigation | EventFlags.ScriptFetch)) == EventFlags.Navigation;
        var shown = new ShownTraits(
            isPage, headers.Of("Accept-Language"), headers.Of("Sec-CH-UA-Platform"), headers.Of("Sec-CH-UA-Mobile"), headers.Of("Accept-Encoding"), headers.Has("Sec-Fetch-Mode"), connection);
        Span<char> space = stackalloc char[MaxCached];
        var text = shown.Write(space);
        if (_known.Find(text) is { } known && known.Key == key)
            return known.Traits.At(IsIPv6(address));
        var traits = Of(shown, key);
        if (text.Length > 0)
            _known.Set(text, new CachedTraits(text.ToString(), traits, key));
        return traits.At(IsIPv6(address));
    }

    private static ClientTraits Of(in ShownTraits shown, IdentityKey key)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        var languages = shown.IsPage ? Hash('l', bytes, WriteLanguages(shown.Languages, bytes[1..]), ClientTraits.MaxLanguages, key) : 0;
        var length = Write(shown.Platform, bytes[1..]);
        length += Write(shown.IsMobile, bytes[(1 + length)..]);
        var hints = Hash('h', bytes, length, ClientTraits.MaxHints, key);
        var connection = Hash('c', bytes, WriteConnection(shown, bytes[1..]), ClientTraits.MaxConnection, key);
        return ClientTraits.Of(languages, hints, connection, isIPv6: false, key.Tag);
    }

    private static bool IsIPv6(IPAddress? address) => address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false };

    private static int WriteConnection(in ShownTraits shown, Span<byte> to)
    {
        var set = 0;
        for (var i = 0; i < Encodings.Length; i++)
            set |= shown.Encodings.Contain(Encodings[i]) ? 1 << i : 0;
        to[0] = (byte)(set | (shown.HasFetchMode ? 16 : 0));
        BitConverter.TryWriteBytes(to[1..], shown.Connection);
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
