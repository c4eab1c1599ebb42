using System.Text.Json;
using ServerSessions.Recordings.Masking;

namespace ServerSessions.Recordings.Receiving;

/// <summary>A chunk as a browser sends it: some events of one page.</summary>
/// <param name="Page">Random id of the page, 16 hexadecimal digits.</param>
/// <param name="Sequence">Its number in the page, from 0.</param>
/// <param name="Sent">Time by the browser's clock when it was sent, Unix milliseconds.</param>
/// <param name="Route">Pattern of the page's route, as the page had it.</param>
/// <param name="IsLast">Whether the recorder has ended because the page changes too much.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Events">Its events, unchecked.</param>
internal sealed record Chunk(string Page, int Sequence, long Sent, string Route, bool IsLast, int Bytes, IReadOnlyList<JsonElement> Events) : IDisposable
{
    private const int PageDigits = 16;
    private const int MaxSequence = 100_000;
    private const int MaxEvents = 20_000;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = EventMasker.MaxDepth };

    private JsonDocument? _document;

    /// <summary>Time of the first event by the browser's clock, Unix milliseconds.</summary>
    public long First => Events.Count > 0 && Member.TryNumber(Events[0], "timestamp", out var time) ? (long)time : Sent;

    /// <summary>Reads a chunk; null when it is none.</summary>
    public static Chunk? Parse(ReadOnlyMemory<byte> body)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(body, Reading);
            var chunk = Read(document.RootElement, body.Length);
            chunk?._document = document;
            document = chunk is null ? document : null;
            return chunk;
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            document?.Dispose();
        }
    }

    public void Dispose() => _document?.Dispose();

    private static Chunk? Read(JsonElement root, int bytes) =>
        Member.Text(root, "page") is { Length: PageDigits } page && page.All(char.IsAsciiHexDigitLower)
        && Member.TryNumber(root, "sequence", out var sequence) && sequence is >= 0 and <= MaxSequence && Member.TryNumber(root, "sent", out var sent)
        && root.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Array && events.GetArrayLength() is > 0 and <= MaxEvents
            ? new Chunk(page, (int)sequence, (long)sent, Member.Text(root, "route") ?? "",
                root.TryGetProperty("last", out var last) && last.ValueKind == JsonValueKind.True, bytes, [.. events.EnumerateArray()])
            : null;
}
