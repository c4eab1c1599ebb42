using System.Text;
using ServerSessions.Model.Browser;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Writes what was clicked and which fields were used in the pages of a closed journey: the texts once, and numbers that name them.</summary>
internal static class JourneyDetails
{
    private const int ClickNumbers = 5;
    private const int FieldNumbers = 7;
    private const int IsLast = 1;
    private const int IsSent = 2;

    public static void Write(ByteBuffer buffer, Journey journey)
    {
        var texts = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in journey.Clicks.SelectMany(c => (string[])[c.Step, c.Click.Element]).Concat(journey.Fields.SelectMany(f => (string[])[f.Step, f.Field.Name])))
            texts.TryAdd(text, texts.Count);
        buffer.WriteNumber(texts.Count);
        foreach (var text in texts.Keys)
            buffer.WriteText(text);
        buffer.WriteNumber(journey.Clicks.Count);
        foreach (var (step, click, count) in journey.Clicks)
            buffer.WriteNumbers(texts[step], texts[click.Element], click.Cell, (int)click.Kind, count);
        buffer.WriteNumber(journey.Fields.Count);
        foreach (var (step, field, isLast, isSent) in journey.Fields)
            buffer.WriteNumbers(
                texts[step], texts[field.Name], field.Focuses, field.Changes, field.Errors, field.Milliseconds, (isLast ? IsLast : 0) | (isSent ? IsSent : 0));
    }

    public static (StepClick[] Clicks, StepField[] Fields) Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CompactReader(bytes);
        var texts = new string[reader.ReadCount()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Encoding.UTF8.GetString(reader.ReadSized());
        var clicks = new StepClick[reader.ReadCount(ClickNumbers)];
        for (var i = 0; i < clicks.Length; i++)
            clicks[i] = new StepClick(
                texts[reader.ReadIndex(texts.Length)],
                new BrowserClick(texts[reader.ReadIndex(texts.Length)], reader.ReadIndex(BrowserClick.NoCell + 1), (ClickKind)reader.ReadIndex((int)ClickKind.Dead + 1)),
                reader.ReadInt32());
        var fields = new StepField[reader.ReadCount(FieldNumbers)];
        for (var i = 0; i < fields.Length; i++)
        {
            var (step, name) = (texts[reader.ReadIndex(texts.Length)], texts[reader.ReadIndex(texts.Length)]);
            var field = new BrowserField(name, reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
            var flags = reader.ReadIndex((IsLast | IsSent) + 1);
            fields[i] = new StepField(step, field, (flags & IsLast) != 0, (flags & IsSent) != 0);
        }

        return (clicks, fields);
    }
}
