using System.Buffers.Text;
using System.Text;
using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.W3C;

/// <summary>
/// W3C extended format by its newest <c>#Fields</c>: IIS, ASP.NET Core's W3CLogger, CloudFront. Times are UTC. Values are divided by blanks, or by tabs
/// where the line has them; a line with another number of values than fields is none.
/// </summary>
internal sealed class W3CLineParser(LineTexts texts, FieldMap map) : ILineParser
{
    private W3CFields? _fields;

    public LineKind Parse(ReadOnlySpan<byte> line, long number, out LogRecord record)
    {
        record = default;
        if (line.StartsWith("#"u8))
        {
            if (line.StartsWith("#Fields:"u8))
                _fields = W3CFields.Of(Encoding.UTF8.GetString(line["#Fields:".Length..]), map);
            return line.StartsWith("#Fields:"u8) || IsDirective(line) ? LineKind.Other : LineKind.Unreadable;
        }

        var hasTabs = line.Contains((byte)'\t');
        var fields = _fields ?? (hasTabs ? W3CFields.CloudFront(line.Count((byte)'\t') + 1, map) : null);
        var values = new W3CValues();
        return fields is not null && values.TryRead(line, hasTabs ? (byte)'\t' : (byte)' ', fields) && TryRecord(values, fields, number, out record)
            ? LineKind.Request
            : LineKind.Unreadable;
    }

    private bool TryRecord(in W3CValues values, W3CFields fields, long number, out LogRecord record)
    {
        record = default;
        if (!TryTime(values, out var time) || !StatusText.TryRead(values.Status, out var status))
            return false;
        var client = texts.Clients.Client(texts.Clients.Of(values.Address), fields.IsCloudFront ? W3CText.Unescaped(values.Forwarded) : W3CText.WithBlanks(values.Forwarded));
        if (client == LogRecord.None || values.Method.IsEmpty || values.Target.IsEmpty)
            return false;
        var agent = LineTexts.Optional(texts.Texts.Agents, fields.IsCloudFront ? W3CText.Unescaped(values.Agent) : W3CText.WithBlanks(values.Agent));
        agent = agent == LogRecord.None ? LogTexts.Empty : agent;
        var method = texts.Method(values.Method);
        var target = method == LogTexts.UnreadableMethod ? RequestTarget.None
            : fields.HasQuery ? texts.Target(values.Target, values.Query) : texts.Target(values.Target);
        record = new LogRecord
        {
            Time = time,
            Line = number,
            Key = texts.Keys.Of(client, agent, LogRecord.None),
            Address = client,
            Agent = agent,
            Method = method,
            Path = target.Path,
            Query = target.Query,
            Status = status,
            Referrer = LineTexts.Optional(texts.Texts.Referrers, fields.IsCloudFront ? W3CText.Unescaped(values.Referrer) : values.Referrer),
            User = LineTexts.Optional(texts.Texts.Users, values.User),
            Account = LogRecord.None,
            Duration = Amount(values.TimeTaken, fields.IsCloudFront ? TimeSpan.MicrosecondsPerSecond : TimeSpan.MicrosecondsPerMillisecond),
            Bytes = Amount(values.Bytes, 1),
        };
        return true;
    }

    private static bool TryTime(in W3CValues values, out long time)
    {
        time = 0;
        if (values.Date.IsEmpty)
            return TimeText.TryRead(values.Time, out time);
        if (values.Date.Length != 10 || values.Time.Length is < 8 or > 16)
            return false;
        Span<byte> both = stackalloc byte[32];
        values.Date.CopyTo(both);
        both[10] = (byte)'T';
        values.Time.CopyTo(both[11..]);
        return IsoTime.TryRead(both[..(11 + values.Time.Length)], isUtc: true, out time);
    }

    private static long Amount(ReadOnlySpan<byte> text, double scale) =>
        Utf8Parser.TryParse(text, out double value, out var used) && used == text.Length && value * scale is >= 0 and < 1e18 ? (long)Math.Round(value * scale) : 0;

    private static bool IsDirective(ReadOnlySpan<byte> line) =>
        line.StartsWith("#Version:"u8) || line.StartsWith("#Software:"u8) || line.StartsWith("#Date:"u8) || line.StartsWith("#Start-Date:"u8)
        || line.StartsWith("#End-Date:"u8) || line.StartsWith("#Remark:"u8);
}
