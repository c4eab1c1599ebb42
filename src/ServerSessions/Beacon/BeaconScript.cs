using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Beacon;

/// <summary>The script, embedded in the assembly. A page names it with the hash of its content, so a cache may keep it for ever.</summary>
internal static class BeaconScript
{
    private const string Name = "session-beacon.js";

    public static byte[] Content { get; } = Read();

    /// <summary>The value of <c>v</c> in its address.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Content))[..16];

    public static IResult Serve(HttpRequest request, HttpResponse response)
    {
        response.Headers.CacheControl = request.Query["v"] == Version ? "public, max-age=31536000, immutable" : "public, max-age=300";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Bytes(Content, "text/javascript; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(BeaconScript).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidOperationException($"The asset {Name} is not embedded in the assembly.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
