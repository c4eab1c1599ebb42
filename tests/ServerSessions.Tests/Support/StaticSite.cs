using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.FileProviders;

namespace ServerSessions.Tests.Support;

/// <summary>Files that MapStaticAssets serves, with the manifest that a build makes of them.</summary>
internal sealed class StaticSite : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory();
    private readonly List<object> _endpoints = [];

    public StaticSite Add(string file, string type, string cacheControl = "no-cache")
    {
        var content = $"<p>{file}</p>";
        File.WriteAllText(Path.Combine(_root.FullName, file), content);
        _endpoints.Add(new
        {
            Route = file,
            AssetFile = file,
            Selectors = Array.Empty<object>(),
            ResponseHeaders = new[]
            {
                new { Name = "Cache-Control", Value = cacheControl }, new { Name = "Content-Length", Value = $"{content.Length}" }, new { Name = "Content-Type", Value = type },
                new { Name = "ETag", Value = $"\"{file}\"" }, new { Name = "Last-Modified", Value = "Sat, 28 Nov 2026 10:00:00 GMT" },
            },
            EndpointProperties = Array.Empty<object>(),
        });
        return this;
    }

    public void Map(WebApplication app)
    {
        var manifest = Path.Combine(_root.FullName, "site.staticwebassets.endpoints.json");
        File.WriteAllText(manifest, JsonSerializer.Serialize(new { Version = 1, ManifestType = "Publish", Endpoints = _endpoints }));
        app.Environment.WebRootFileProvider = new PhysicalFileProvider(_root.FullName);
        app.MapStaticAssets(manifest);
    }

    public void Dispose() => _root.Delete(recursive: true);
}
