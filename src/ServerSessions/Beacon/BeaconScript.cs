using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Beacon;

/// <summary>A script of the beacon, embedded in the assembly. A page names it with the hash of its content, so a cache may keep it for ever.</summary>
internal sealed class BeaconScript
{
    private const string SourceMap = "//# sourceMappingURL";
    private const string Licence = "/*! web-vitals 6.2.3, Copyright 2020 Google LLC, Apache-2.0 */\n";

    private BeaconScript(byte[] content) => (Content, Version) = (content, Convert.ToHexStringLower(SHA256.HashData(content))[..16]);

    /// <summary>The beacon.</summary>
    public static BeaconScript Beacon { get; } = new(WithoutComments(Read("session-beacon.js")));

    /// <summary>What measures web vitals: the vendored package, and what passes its values to the beacon.</summary>
    public static BeaconScript Vitals { get; } = new([.. Encoding.UTF8.GetBytes(Licence), .. WithoutMap(Read("web-vitals.iife.js")), .. Read("vitals.js")]);

    /// <summary>What shows the clicks of a page on the page.</summary>
    public static BeaconScript Overlay { get; } = new(WithoutComments(Read("overlay.js")));

    public byte[] Content { get; }

    /// <summary>The value of <c>v</c> in its address.</summary>
    public string Version { get; }

    public IResult Serve(HttpRequest request, HttpResponse response)
    {
        response.Headers.CacheControl = request.Query["v"] == Version ? "public, max-age=31536000, immutable" : "public, max-age=300";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Bytes(Content, "text/javascript; charset=utf-8");
    }

    // They are for those who change the script; the first one says to its readers what it is.
    private static byte[] WithoutComments(byte[] script) =>
        Encoding.UTF8.GetBytes(string.Join('\n', Encoding.UTF8.GetString(script).Split('\n').Where((line, number) => number == 0 || !IsComment(line))));

    private static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    // The map is not served.
    private static byte[] WithoutMap(byte[] script) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(script).Split(SourceMap)[0]);

    private static byte[] Read(string name)
    {
        using var stream = typeof(BeaconScript).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The asset {name} is not embedded in the assembly.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
