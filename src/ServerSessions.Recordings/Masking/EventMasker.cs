using System.Text.Json;

namespace ServerSessions.Recordings.Masking;

/// <summary>
/// Checks the events that a browser sent and writes them anew, with nothing but what a recording may have: the members that are named here, masked text, filtered styles,
/// and the pattern of the page's route for its address. The browser has masked them already; here its word counts for nothing.
/// </summary>
internal sealed class EventMasker(Utf8JsonWriter to, PageNodes nodes, string route)
{
    /// <summary>Maximum depth of the JSON of a chunk: two levels for each level of the page, and some around it.</summary>
    public const int MaxDepth = 512;

    private const int FullSnapshot = 2;
    private const int Incremental = 3;
    private const int Meta = 4;
    private const int MaxPixels = 100_000;

    /// <summary>Whether one of the events was a snapshot of the whole page.</summary>
    public bool HasSnapshot { get; private set; }

    /// <summary>Writes one event; returns false, and writes nothing, when a recording does not have its kind.</summary>
    /// <param name="e">The event.</param>
    /// <param name="time">Its time by the server's clock, Unix milliseconds.</param>
    public bool Write(JsonElement e, long time)
    {
        if (!Member.TryNumber(e, "type", out var type) || !e.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            return false;
        switch ((int)type)
        {
            case FullSnapshot when data.TryGetProperty("node", out var node):
                Begin(FullSnapshot, time);
                WriteSnapshot(data, node);
                break;
            case Meta:
                Begin(Meta, time);
                to.WriteString("href", route);
                WriteSize(data, "width");
                WriteSize(data, "height");
                break;
            case Incremental when Member.TryNumber(data, "source", out var source) && IncrementalShapes.Find((int)source) is { } shape:
                Begin(Incremental, time);
                to.WriteNumber("source", (int)source);
                new ShapeWriter(to, nodes).WriteMembers(data, shape);
                break;
            default:
                return false;
        }

        to.WriteEndObject();
        to.WriteEndObject();
        return true;
    }

    private void Begin(int type, long time)
    {
        to.WriteStartObject();
        to.WriteNumber("type", type);
        to.WriteNumber("timestamp", time);
        to.WriteStartObject("data");
    }

    private void WriteSnapshot(JsonElement data, JsonElement node)
    {
        HasSnapshot = true;
        nodes.Clear();
        to.WritePropertyName("node");
        if (!new NodeMasker(to, nodes).Write(node, isShown: false, isInStyle: false))
            to.WriteNullValue();
        to.WriteStartObject("initialOffset");
        var offset = data.TryGetProperty("initialOffset", out var given) ? given : default;
        foreach (var side in (ReadOnlySpan<string>)["left", "top"])
            to.WriteNumber(side, Member.TryNumber(offset, side, out var value) ? value : 0);
        to.WriteEndObject();
    }

    private void WriteSize(JsonElement data, string name) => to.WriteNumber(name, Member.TryNumber(data, name, out var size) ? Math.Clamp((int)size, 0, MaxPixels) : 0);
}
