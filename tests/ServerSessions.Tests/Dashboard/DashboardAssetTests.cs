using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using ServerSessions.Dashboard.Hosting;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Dashboard;

public sealed class DashboardAssetTests
{
    [Theory]
    [InlineData("dashboard", ".css", "text/css; charset=utf-8")]
    [InlineData("charts", ".css", "text/css; charset=utf-8")]
    [InlineData("dashboard", ".js", "text/javascript; charset=utf-8")]
    [InlineData("icon", ".svg", "image/svg+xml")]
    public async Task An_asset_has_the_hash_of_its_content_in_its_path(string name, string extension, string contentType)
    {
        await using var app = await DashboardApp.StartAsync();
        using var response = await app.Client.GetAsync(PathOf(name, extension));
        var content = await response.Content.ReadAsByteArrayAsync();
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
        Assert.Contains($".{hash}{extension}", PathOf(name, extension));
        Assert.Equal($"\"{hash}\"", response.Headers.ETag!.Tag);
        Assert.Equal(contentType, response.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task An_asset_may_be_kept_for_a_year_by_the_browser_alone()
    {
        await using var app = await DashboardApp.StartAsync();
        using var response = await app.Client.GetAsync(PathOf("dashboard", ".css"));
        Assert.Equal(TimeSpan.FromDays(365), response.Headers.CacheControl!.MaxAge);
        Assert.True(response.Headers.CacheControl.Private);
    }

    [Fact]
    public async Task An_asset_that_the_browser_has_is_not_sent_again()
    {
        await using var app = await DashboardApp.StartAsync();
        using var first = await app.Client.GetAsync(PathOf("dashboard", ".js"));
        using var request = new HttpRequestMessage(HttpMethod.Get, PathOf("dashboard", ".js"));
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag));
        using var second = await app.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_page_loads_the_assets_and_nothing_else()
    {
        await using var app = await DashboardApp.StartAsync();
        var html = await app.Client.GetStringAsync("/admin/sessions");
        var loaded = Markup.Tags(html).Where(tag => tag.Element is "link" or "script")
            .SelectMany(tag => tag.Attributes).Where(pair => pair.Name is "href" or "src").Select(pair => pair.Value);
        Assert.Equal(DashboardAsset.All.Select(asset => "/admin/sessions/" + asset.Path).Order(), loaded.Order());
    }

    private static string PathOf(string name, string extension) => "/admin/sessions/"
        + DashboardAsset.All.Single(asset => asset.Path.StartsWith($"assets/{name}.", StringComparison.Ordinal) && asset.Path.EndsWith(extension, StringComparison.Ordinal)).Path;
}
