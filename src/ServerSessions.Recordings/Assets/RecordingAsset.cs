using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ServerSessions.Recordings.Assets;

/// <summary>A script or style sheet in the assembly. Its name contains the hash of its content, so a cache may keep it for ever.</summary>
internal sealed class RecordingAsset
{
    private const string Script = "text/javascript; charset=utf-8";

    private readonly byte[] _content;
    private readonly EntityTagHeaderValue _tag;

    private RecordingAsset(string name, string content)
    {
        _content = Encoding.UTF8.GetBytes(content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(_content))[..16];
        _tag = new EntityTagHeaderValue($"\"{hash}\"");
        FileName = $"{Path.GetFileNameWithoutExtension(name)}.{hash}{Path.GetExtension(name)}";
    }

    /// <summary>Name with the hash.</summary>
    public string FileName { get; }

    /// <summary>The script, as it stands in the assembly.</summary>
    public static RecordingAsset Of(string name) => new(name, Read(name));

    /// <summary>A script that is made of embedded ones.</summary>
    public static RecordingAsset Of(string name, string content) => new(name, content);

    /// <summary>The text of an embedded file.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(RecordingAsset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The asset {name} is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <param name="response">The answer.</param>
    /// <param name="isPublic">Whether every visitor gets the same answer.</param>
    public IResult Serve(HttpResponse response, bool isPublic)
    {
        response.Headers.CacheControl = (isPublic ? "public" : "private") + ", max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(_content, Script, entityTag: _tag);
    }
}
