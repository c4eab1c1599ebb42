using MessagePack;
using ServerSessions.Journeys.Browser;
using ServerSessions.Model.Browser;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Encodes clicked places and used fields of a view; nil where there are none.</summary>
internal static class ViewDetailsCodec
{
    private const int ClickFields = 4;
    private const int FieldFields = 5;

    public static void Write(ref MessagePackWriter writer, ViewDetails? details, WrittenTexts texts)
    {
        if (details is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(2);
        writer.WriteArrayHeader(ClickFields * details.Clicks.Count);
        foreach (var (click, count) in details.Clicks)
        {
            texts.Write(ref writer, click.Element);
            writer.WriteIntegers(click.Cell, (int)click.Kind, count);
        }

        writer.WriteArrayHeader(FieldFields * details.Fields.Count);
        foreach (var field in details.Fields)
        {
            texts.Write(ref writer, field.Name);
            writer.WriteIntegers(field.Focuses, field.Changes, field.Errors, field.Milliseconds);
        }
    }

    public static ViewDetails? Read(ref PackedReader reader, ReadTexts texts)
    {
        if (reader.TryReadNil())
            return null;
        var fields = reader.ReadRecordHeader(2);
        var details = new ViewDetails();
        for (var left = reader.ReadArrayHeader() / ClickFields; left > 0; left--)
            details.Add(new BrowserClick(texts.Read(ref reader), reader.ReadIndex(BrowserClick.NoCell + 1), (ClickKind)reader.ReadIndex((int)ClickKind.Dead + 1)), reader.ReadCount());
        for (var left = reader.ReadArrayHeader() / FieldFields; left > 0; left--)
            details.Add(new BrowserField(texts.Read(ref reader), reader.ReadCount(), reader.ReadCount(), reader.ReadCount(), reader.ReadCount()));
        reader.SkipRest(2, fields);
        return details;
    }
}
