using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>A file that the pages load, embedded in the assembly. Its path contains the hash of its content, so a cache may keep it for ever.</summary>
internal sealed class DashboardAsset
{
    public static readonly DashboardAsset Style = new("dashboard.css", "text/css; charset=utf-8");
    public static readonly DashboardAsset Charts = new("charts.css", "text/css; charset=utf-8");
    public static readonly DashboardAsset Script = new("dashboard.js", "text/javascript; charset=utf-8");
    public static readonly DashboardAsset Icon = new("icon.svg", "image/svg+xml");

    private readonly byte[] _content;
    private readonly string _contentType;
    private readonly EntityTagHeaderValue _tag;

    private DashboardAsset(string name, string contentType)
    {
        _content = Read(name);
        _contentType = contentType;
        var hash = Convert.ToHexStringLower(SHA256.HashData(_content))[..16];
        _tag = new EntityTagHeaderValue($"\"{hash}\"");
        Path = $"assets/{System.IO.Path.GetFileNameWithoutExtension(name)}.{hash}{System.IO.Path.GetExtension(name)}";
    }

    public static IReadOnlyList<DashboardAsset> All { get; } = [Style, Charts, Script, Icon];

    /// <summary>Below the admin pattern, without a leading slash.</summary>
    public string Path { get; }

    public void Map(IEndpointRouteBuilder group) => group.MapGet("/" + Path, Serve)
        .WithMetadata(new DisableSessionTrackingAttribute())
        .ExcludeFromDescription();

    private IResult Serve(HttpResponse response)
    {
        // Private, because the route group requires authorization.
        response.Headers.CacheControl = "private, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(_content, _contentType, entityTag: _tag);
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(DashboardAsset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The asset {name} is not embedded in the assembly.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
