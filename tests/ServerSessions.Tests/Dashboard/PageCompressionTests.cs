using System.IO.Compression;
using System.Text;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Dashboard;

/// <summary>Pages are compressed unless another site may have chosen what they repeat.</summary>
public sealed class PageCompressionTests
{
    [Theory]
    [InlineData("navigate", "same-origin", "gzip, deflate, br")]
    [InlineData("navigate", "none", "br;q=1.0, GZIP;q=0.5")]
    public async Task A_navigation_within_the_site_or_from_the_address_bar_is_compressed(string mode, string site, string accepted)
    {
        var (encoding, body) = await GetAsync(mode, site, accepted);
        Assert.Equal("gzip", encoding);
        using var page = new StreamReader(new GZipStream(new MemoryStream(body), CompressionMode.Decompress), Encoding.UTF8);
        Assert.EndsWith("</html>", (await page.ReadToEndAsync()).TrimEnd());
    }

    [Theory]
    [InlineData("navigate", "cross-site", "gzip")]
    [InlineData("navigate", "same-site", "gzip")]
    [InlineData("cors", "same-origin", "gzip")]
    [InlineData(null, null, "gzip")]
    [InlineData("navigate", "none", "br, gzip;q=0")]
    [InlineData("navigate", "none", null)]
    public async Task Every_other_request_is_answered_uncompressed(string? mode, string? site, string? accepted)
    {
        var (encoding, body) = await GetAsync(mode, site, accepted);
        Assert.Null(encoding);
        Assert.StartsWith("<!DOCTYPE html>", Encoding.UTF8.GetString(body));
    }

    private static async Task<(string? Encoding, byte[] Body)> GetAsync(string? mode, string? site, string? accepted)
    {
        await using var app = await DashboardApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/sessions/sessions");
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("Sec-Fetch-Mode", mode), ("Sec-Fetch-Site", site), ("Accept-Encoding", accepted)])
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        using var response = await app.Client.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
        return (response.Content.Headers.ContentEncoding.SingleOrDefault(), body);
    }
}
