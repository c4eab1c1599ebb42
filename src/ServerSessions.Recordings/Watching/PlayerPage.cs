using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using ServerSessions.Recordings.Assets;

namespace ServerSessions.Recordings.Watching;

/// <summary>
/// The document of the player's frame. Its policy loads two scripts by a nonce and nothing else, and sends nothing. The recorded page is rebuilt in a frame inside it, which
/// inherits the policy and in which no script runs.
/// </summary>
internal static class PlayerPage
{
    private static readonly RecordingAsset Replay = RecordingAsset.Of("rrweb-replay.min.js");
    private static readonly RecordingAsset Script = RecordingAsset.Of("player.js");
    private static readonly string Style = RecordingAsset.Read("player.css");

    /// <summary>The scripts that it loads, in their order.</summary>
    public static IReadOnlyList<RecordingAsset> Scripts { get; } = [Replay, Script];

    public static string PathOf(RecordingAsset asset) => "/assets/" + asset.FileName;

    /// <summary>Styles of a recorded page are inline; they are filtered when they come, and could load nothing here.</summary>
    public static string PolicyOf(string nonce) =>
        $"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts allow-same-origin";

    public static void WriteHeaders(IHeaderDictionary headers, string nonce)
    {
        headers.ContentSecurityPolicy = PolicyOf(nonce);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }

    public static string Write(PlayerContent content, string nonce)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Recording</title><style>").Append(Style).Append("</style></head><body>\n")
            .Append("<p id=\"empty\" hidden>Nothing can be played: the recording has no complete page.</p>\n")
            .Append("<div id=\"controls\"><button id=\"play\" type=\"button\">Play</button><div id=\"time\">")
            .Append("<input id=\"bar\" type=\"range\" min=\"0\" value=\"0\" step=\"100\" aria-label=\"Time of the recording\"><div id=\"track\" aria-hidden=\"true\">");
        foreach (var step in content.Lane.Steps)
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"{(step.Detail is null ? "good" : "bad")}\" data-from=\"{step.At}\" data-to=\"{step.To}\"></span>");
        html.Append("</div></div><output id=\"clock\"></output></div>\n<div id=\"stage\" role=\"img\" aria-label=\"The recorded page\"></div>\n");
        WriteList(html, "Steps", "step", content.Lane.Steps);
        WriteList(html, "Findings", "finding", content.Lane.Findings);
        WriteList(html, "Failing fields", "field", content.Lane.Fields);
        // Filled from the recording, which has every click.
        html.Append("<section id=\"rage\" hidden><h2>Rage clicks</h2>\n<ol aria-label=\"Rage clicks\"></ol></section>\n");
        // The encoder of these bytes has escaped every character that could end the element.
        html.Append("<script type=\"application/json\" id=\"recording\">{\"at\":").Append(content.At?.ToString(CultureInfo.InvariantCulture) ?? "null").Append(",\"chunks\":[");
        for (var i = 0; i < content.Chunks.Count; i++)
            html.Append(i == 0 ? "" : ",").Append(Encoding.UTF8.GetString(content.Chunks[i]).Replace("<", "\\u003C", StringComparison.Ordinal));
        html.Append("]}</script>\n");
        foreach (var script in Scripts)
            html.Append(CultureInfo.InvariantCulture, $"<script src=\"../../..{PathOf(script)}\" nonce=\"{nonce}\"></script>\n");
        return html.Append("</body></html>").ToString();
    }

    private static void WriteList(StringBuilder html, string title, string kind, IReadOnlyList<PlayerStep> steps)
    {
        if (steps.Count == 0)
            return;
        html.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>\n<ol aria-label=\"{title}\">");
        foreach (var step in steps)
            html.Append(CultureInfo.InvariantCulture, $"<li><button type=\"button\" class=\"{kind}{(step.Detail is null ? "" : " bad")}\" data-at=\"{step.At}\">")
                .Append(HtmlEncoder.Default.Encode(step.Name)).Append(step.Detail is null ? "" : $" <small>{HtmlEncoder.Default.Encode(step.Detail)}</small>").Append("</button></li>");
        html.Append("</ol>\n");
    }
}
