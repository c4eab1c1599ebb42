using MessagePack;
using ServerSessions.Journeys.Browser;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>Encodes the page views of an open session.</summary>
internal static class PageViewsCodec
{
    private const int Parts = 3;
    private const int ViewFields = 14;
    private const int AheadFields = 2;

    public static void Write(ref MessagePackWriter writer, PageViews views, long start, WrittenTexts texts)
    {
        writer.WriteArrayHeader(Parts);
        writer.Write(views.Reports);
        writer.WriteArrayHeader(ViewFields * views.All.Count);
        foreach (var view in views.All)
        {
            writer.Write(view.Page - start);
            writer.Write(view.View);
            writer.Write(view.Time - view.Page);
            texts.Write(ref writer, view.Step);
            writer.WriteIntegers(view.Visible, view.Depth, view.Clicks, view.RageClicks, view.DeadClicks, view.Errors, view.Newest);
            writer.Write(view.Seen);
            ViewDetailsCodec.Write(ref writer, view.Details, texts);
            BrowserReportCodec.Write(view.Vitals, ref writer);
        }

        writer.WriteArrayHeader(AheadFields * views.Ahead.Count);
        foreach (var page in views.Ahead)
        {
            writer.Write(page.Page - start);
            texts.Write(ref writer, page.Step);
        }
    }

    public static PageViews Read(ref PackedReader reader, long start, ReadTexts texts)
    {
        var fields = reader.ReadRecordHeader(Parts);
        var views = new PageViews { Reports = reader.ReadCount() };
        for (var left = Count(ref reader, ViewFields, PageViews.MaxViews); left > 0; left--)
            views.Restore(ReadView(ref reader, start, texts));
        for (var left = Count(ref reader, AheadFields, PageViews.MaxAhead); left > 0; left--)
            views.Restore(new AheadPage(Fields.Time(unchecked(start + reader.ReadInt64())), texts.Read(ref reader)));
        reader.SkipRest(Parts, fields);
        return views;
    }

    private static PageView ReadView(ref PackedReader reader, long start, ReadTexts texts)
    {
        var page = Fields.Time(unchecked(start + reader.ReadInt64()));
        return new PageView(page, reader.ReadCount())
        {
            Time = Fields.Time(unchecked(page + reader.ReadInt64())),
            Step = texts.ReadNullable(ref reader),
            Visible = reader.ReadCount(),
            Depth = reader.ReadCount(),
            Clicks = reader.ReadCount(),
            RageClicks = reader.ReadCount(),
            DeadClicks = reader.ReadCount(),
            Errors = reader.ReadCount(),
            Newest = reader.ReadCount(),
            Seen = reader.ReadUInt64(),
            Details = ViewDetailsCodec.Read(ref reader, texts),
            Vitals = BrowserReportCodec.ReadVitals(ref reader),
        };
    }

    private static int Count(ref PackedReader reader, int each, int max)
    {
        var values = reader.ReadArrayHeader();
        return values % each == 0 && values / each <= max
            ? values / each
            : throw new InvalidMessageException($"Expected at most {max} records of {each} values, but {values} values are announced.");
    }
}
