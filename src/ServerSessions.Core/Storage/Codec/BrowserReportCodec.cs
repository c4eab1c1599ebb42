using MessagePack;
using ServerSessions.Model.Browser;

namespace ServerSessions.Storage.Codec;

/// <summary>Writes a browser's report as a field of its event.</summary>
internal static class BrowserReportCodec
{
    private const int ReportFields = 11;
    private const int ClickFields = 3;
    private const int FieldFields = 5;
    private const int MaxDepth = 101;

    public static void Write(BrowserReport report, ref MessagePackWriter writer, WrittenTables tables)
    {
        writer.WriteArrayHeader(ReportFields);
        writer.Write(report.Page);
        writer.Write(report.View);
        writer.Write(report.Sequence);
        writer.Write(report.Time - report.Page);
        if (report.Step is null)
            writer.WriteNil();
        else
            tables.Write(ref writer, report.Step);
        writer.Write(report.Visible);
        writer.Write(report.Depth);
        writer.Write(report.Errors);
        writer.WriteArrayHeader(ClickFields * report.Clicks.Length);
        foreach (var click in report.Clicks)
        {
            tables.Write(ref writer, click.Element);
            writer.Write(click.Cell);
            writer.Write((int)click.Kind);
        }

        writer.WriteArrayHeader(FieldFields * report.Fields.Length);
        foreach (var field in report.Fields)
        {
            tables.Write(ref writer, field.Name);
            writer.Write(field.Focuses);
            writer.Write(field.Changes);
            writer.Write(field.Errors);
            writer.Write(field.Milliseconds);
        }

        Write(report.Vitals, ref writer);
    }

    public static BrowserReport Read(ref PackedReader reader, in ReadTables tables)
    {
        var fields = reader.ReadRecordHeader(ReportFields);
        var page = Time(reader.ReadInt64());
        var report = new BrowserReport
        {
            Page = page,
            View = reader.ReadIndex(BrowserReport.MaxView + 1),
            Sequence = reader.ReadIndex(BrowserReport.MaxSequence + 1),
            Time = Time(unchecked(page + reader.ReadInt64())),
            Step = reader.TryReadNil() ? null : tables.ReadText(ref reader),
            Visible = reader.ReadIndex(int.MaxValue),
            Depth = reader.ReadIndex(MaxDepth),
            Errors = reader.ReadIndex(int.MaxValue),
        };
        report.Clicks = new BrowserClick[Count(ref reader, ClickFields)];
        for (var i = 0; i < report.Clicks.Length; i++)
            report.Clicks[i] = new BrowserClick(tables.ReadText(ref reader), reader.ReadIndex(BrowserClick.NoCell + 1), (ClickKind)reader.ReadIndex((int)ClickKind.Dead + 1));
        report.Fields = new BrowserField[Count(ref reader, FieldFields)];
        for (var i = 0; i < report.Fields.Length; i++)
            report.Fields[i] = new BrowserField(
                tables.ReadText(ref reader), reader.ReadIndex(int.MaxValue), reader.ReadIndex(int.MaxValue), reader.ReadIndex(int.MaxValue), reader.ReadIndex(int.MaxValue));
        report.Vitals = ReadVitals(ref reader);
        reader.SkipRest(ReportFields, fields);
        return report;
    }

    /// <summary>Writes web vitals; nil for none.</summary>
    public static void Write(WebVitals? vitals, ref MessagePackWriter writer)
    {
        if (vitals is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(WebVitals.Count);
        foreach (var number in vitals.Numbers())
            writer.Write(number);
    }

    /// <summary>Reads what <see cref="Write(WebVitals?, ref MessagePackWriter)"/> wrote.</summary>
    public static WebVitals? ReadVitals(ref PackedReader reader)
    {
        if (reader.TryReadNil())
            return null;
        var fields = reader.ReadRecordHeader(WebVitals.Count);
        Span<int> numbers = stackalloc int[WebVitals.Count];
        foreach (ref var number in numbers)
            number = reader.ReadIndex(WebVitals.MaxTime + 2);
        reader.SkipRest(WebVitals.Count, fields);
        return WebVitals.Of(numbers);
    }

    private static int Count(ref PackedReader reader, int each)
    {
        var values = reader.ReadArrayHeader();
        return values % each == 0 && values / each <= BrowserReport.MaxItems
            ? values / each
            : throw new InvalidMessageException($"Expected at most {BrowserReport.MaxItems} items of {each} values each, but {values} values are announced.");
    }

    private static long Time(long value) =>
        value is >= 0 and <= EventFormat.MaxTime ? value : throw new InvalidMessageException($"Expected a time in microseconds, found {value}.");
}
