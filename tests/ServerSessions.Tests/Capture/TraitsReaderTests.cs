using System.Net;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Requests;

namespace ServerSessions.Tests.Capture;

/// <summary>What is cached belongs to exactly these headers, this connection and this key.</summary>
public sealed class TraitsReaderTests
{
    private static readonly IdentityKey Key = new("one", new byte[KeySet.SecretBytes]);
    private static readonly IdentityKey Other = new("two", [.. Enumerable.Repeat((byte)7, KeySet.SecretBytes)]);
    private static readonly IPAddress Address = IPAddress.Parse("203.0.113.7");

    [Fact]
    public void A_reader_that_has_seen_others_gives_what_a_new_one_gives()
    {
        var used = new TraitsReader();
        var headers = new List<Dictionary<string, StringValues>>
        {
            Headers(),
            Headers(("Accept-Language", "de,en;q=0.5")),
            Headers(("Accept-Language", new StringValues(["de", "en;q=0.5"]))),
            Headers(("Accept-Language", "de"), ("Sec-CH-UA-Platform", "en")),
            Headers(("Sec-CH-UA-Platform", "a"), ("Sec-CH-UA-Mobile", "b")),
            Headers(("Sec-CH-UA-Platform", "ab")),
            Headers(("Sec-CH-UA-Mobile", "ab")),
            Headers(("Sec-CH-UA-Platform", new StringValues(["a", "b"]))),
            Headers(("Accept-Encoding", "gzip, br"), ("Sec-Fetch-Mode", "navigate")),
            Headers(("Accept-Encoding", "gzip, br")),
            Headers(("Accept-Language", new string('d', 600))),
            Headers(("Accept-Language", new string('e', 600))),
        };
        for (var round = 0; round < 2; round++)
            foreach (var given in headers)
                foreach (var flags in new[] { EventFlags.Navigation, EventFlags.Navigation | EventFlags.ScriptFetch })
                    foreach (var connection in new[] { 0u, 1u, 0x1301_0001u })
                        foreach (var key in new[] { Key, Other })
                            foreach (var address in new[] { Address, IPAddress.Parse("2001:db8::1") })
                                Assert.Equal(new TraitsReader().Of(given, flags, connection, address, key), used.Of(given, flags, connection, address, key));
    }

    [Fact]
    public void A_client_that_comes_again_costs_no_memory()
    {
        var reader = new TraitsReader();
        var headers = Headers(("Accept-Language", "de,en;q=0.5"), ("Accept-Encoding", "gzip, br"), ("Sec-CH-UA-Platform", "\"Linux\""));
        ClientTraits Read() => reader.Of(headers, EventFlags.Navigation, 1, Address, Key);
        var first = Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = Read();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(first, again);
    }

    private static Dictionary<string, StringValues> Headers(params (string Name, StringValues Value)[] headers) =>
        headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.OrdinalIgnoreCase);
}
