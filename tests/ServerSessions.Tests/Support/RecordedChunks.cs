using System.Text.Json;

namespace ServerSessions.Tests.Support;

/// <summary>Parts of a recording, as the recorder sends them.</summary>
internal static class RecordedChunks
{
    public const string Page = "0123456789abcdef";

    /// <summary>A part with a snapshot of a page that shows a text, or with a small change when it is not the first one.</summary>
    /// <param name="sequence">Its number in the page.</param>
    /// <param name="sent">Time by the browser's clock, Unix milliseconds.</param>
    /// <param name="page">Id of the page.</param>
    /// <param name="text">The text that the page shows.</param>
    /// <param name="padding">Number of further characters of masked text.</param>
    /// <param name="route">Pattern of the route that the page names.</param>
    public static string Of(int sequence = 0, long sent = 1_000, string page = Page, string text = "Opening hours", int padding = 0, string route = "/page") =>
        Of(sequence, sent, page, route, sequence == 0 ? [Meta(sent), Snapshot(sent, text, padding)] : [Move(sent, padding)]);

    public static string Of(int sequence, long sent, string page, string route, IReadOnlyList<string> events) =>
        $$"""{"page":{{JsonSerializer.Serialize(page)}},"sequence":{{sequence}},"sent":{{sent}},"route":{{JsonSerializer.Serialize(route)}},"last":false,"events":[{{string.Join(',', events)}}]}""";

    public static string Meta(long time) => Fill("""{"type":4,"timestamp":#time,"data":{"href":"/page","width":800,"height":600}}""", time);

    public static string Snapshot(long time, string text, int padding) => Fill(
        """
        {"type":2,"timestamp":#time,"data":{"initialOffset":{"left":0,"top":0},"node":{"type":0,"id":1,"childNodes":[{"type":2,"id":2,"tagName":"html","attributes":{},"childNodes":[
        {"type":2,"id":3,"tagName":"body","attributes":{"data-ss-show":""},"childNodes":[{"type":3,"id":4,"textContent":#text},
        {"type":2,"id":5,"tagName":"p","attributes":{"data-padding":"#padding"},"childNodes":[]}]}]}]}}}
        """, time, padding).Replace("#text", JsonSerializer.Serialize(text), StringComparison.Ordinal);

    public static string Move(long time, int padding = 0) => Fill("""{"type":3,"timestamp":#time,"data":{"source":3,"id":1,"x":0,"y":10,"padding":"#padding"}}""", time, padding);

    private static string Fill(string form, long time, int padding = 0) =>
        form.Replace("#time", $"{time}", StringComparison.Ordinal).Replace("#padding", new string('x', padding), StringComparison.Ordinal);
}
