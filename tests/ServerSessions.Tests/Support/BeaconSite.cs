using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ServerSessions.Tests.Support;

/// <summary>An application with the beacon, and a client that sends what the script would send.</summary>
internal static partial class BeaconSite
{
    public const string Path = "/s";

    public static void Map(WebApplication app)
    {
        app.MapGet("/page", TagAsync);
        app.MapGet("/orders/{id:int}", () => "order");
        app.MapGet("/orders/new", () => "new order");
        app.MapPost("/orders/post-only", () => "posted");
        app.MapGet("/plain", () => "plain");
        app.MapSessionBeacon(Path);
    }

    /// <summary>The tag of a page that a visitor opens; empty when it has none.</summary>
    public static Task<string> TagAsync(this HttpClient visitor, string path = "/page") => visitor.GetStringAsync(path);

    /// <summary>The token of a page that a visitor opens.</summary>
    public static async Task<string> OpenPageAsync(this HttpClient visitor, string path = "/page") => Token().Match(await visitor.TagAsync(path)).Groups[1].Value;

    /// <summary>A message as the script sends it.</summary>
    public static string Message(string token, int sequence = 1, int view = 0, string more = "") => $$"""{"p":"{{token}}","r":{{view}},"n":{{sequence}},"a":1000,"v":900,"d":75,"e":0{{more}}}""";

    /// <summary>Sends a report as a browser does from a page of the application.</summary>
    public static Task<HttpResponseMessage> ReportAsync(this HttpClient visitor, string message, string? site = "same-origin", string? origin = null, string path = Path)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(message, Encoding.UTF8, "text/plain") };
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Sec-Fetch-Mode", "no-cors");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return visitor.SendAsync(request);
    }

    public static Task TagAsync(HttpContext context)
    {
        var tag = Tag(context);
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(tag);
    }

    /// <summary>What a view does with the tag.</summary>
    public static string Tag(HttpContext context)
    {
        var helper = new SessionBeaconTagHelper { ViewContext = new ViewContext { HttpContext = context }, Nonce = context.Request.Query["nonce"] is [{ } nonce] ? nonce : null };
        var output = new TagHelperOutput("session-beacon", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        helper.Process(new TagHelperContext([], new Dictionary<object, object>(), "one"), output);
        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    [GeneratedRegex("data-page=\"([^\"]+)\"")]
    private static partial Regex Token();
}
