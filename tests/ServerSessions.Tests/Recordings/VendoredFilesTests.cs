using System.Security.Cryptography;
using System.Text.Json;
using ServerSessions.Recordings.Assets;
using ServerSessions.Recordings.Capture;
using ServerSessions.Recordings.Masking;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Recordings;

/// <summary>The scripts of others are the ones that the manifest names, and what is made of them is whole.</summary>
public class VendoredFilesTests
{
    [Theory]
    [InlineData("src/ServerSessions.Recordings/Assets/Vendored", "2.1.6")]
    [InlineData("src/ServerSessions/Beacon/Vendored", "6.2.3")]
    public void Each_vendored_file_is_the_one_of_the_manifest_and_has_its_licence(string path, string version)
    {
        var folder = Path.Combine(SourceTree.Root(), path);
        var listed = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json"))).RootElement.GetProperty("files").EnumerateArray().ToList();
        Assert.Equal(Directory.GetFiles(folder, "*.js").Select(Path.GetFileName).Order(), listed.Select(f => f.GetProperty("file").GetString()).Order());
        foreach (var file in listed)
        {
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file.GetProperty("file").GetString()!)))));
            Assert.Contains(file.GetProperty("copyright").GetString()!, File.ReadAllText(Path.Combine(folder, file.GetProperty("licenseFile").GetString()!)));
            Assert.Equal(version, file.GetProperty("version").GetString());
        }
    }

    [Fact]
    public void The_recorder_keeps_the_attributes_that_the_server_keeps()
    {
        var script = RecordingAsset.Read("recorder.js");
        Assert.Contains("new Set(/*@attributes@*/[])", script);
        Assert.Contains("/*@rrweb@*/", script);
        Assert.StartsWith("recorder.", RecorderScript.Asset.FileName);
        Assert.All((string[])["href", "src", "value", "title", "placeholder", "alt", "name", "action", "srcdoc", "onclick"], name => Assert.DoesNotContain(name, AttributeRules.Every));
    }
}
