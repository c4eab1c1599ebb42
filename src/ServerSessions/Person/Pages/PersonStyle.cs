using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Person.Pages;

/// <summary>The style sheet of the pages, embedded in the assembly. Its path contains the hash of its content, so a cache may keep it for ever.</summary>
internal static class PersonStyle
{
    private const string Name = "person.css";
    private static readonly byte[] Content = Read();

    /// <summary>Below the pattern, without a leading slash.</summary>
    public static string Path { get; } = $"assets/person.{Convert.ToHexStringLower(SHA256.HashData(Content))[..16]}.css";

    public static void Map(IEndpointRouteBuilder group) => group.MapGet("/" + Path, (HttpResponse response) =>
    {
        response.Headers.CacheControl = "private, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(Content, "text/css; charset=utf-8");
    }).DisableSessionTracking().ExcludeFromDescription();

    private static byte[] Read()
    {
        using var stream = typeof(PersonStyle).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidOperationException($"The asset {Name} is not embedded in the assembly.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
