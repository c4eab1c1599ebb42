using System.Buffers.Text;
using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Alb;

/// <summary>Lines of AWS load balancers: application (with its type in front) and classic.</summary>
internal sealed class LoadBalancerLineParser(LineTexts texts) : ILineParser
{
    // Positions in a line of a classic load balancer; a line of an application load balancer begins with its type and has two statuses.
    private const int Time = 0;
    private const int Client = 2;
    private const int FirstDuration = 4;
    private const int Status = 7;
    private const int Sent = 10;
    private const int Request = 11;
    private const int Agent = 12;
    private const int ClassicFields = 15;
    private const int CreationTime = 21;
    private const int MaxFields = 40;

    public LineKind Parse(ReadOnlySpan<byte> line, long number, out LogRecord record)
    {
        record = default;
        Span<Range> fields = stackalloc Range[MaxFields];
        var count = Split(line, fields);
        var before = count > 0 && IsType(line[fields[0]]) ? 1 : 0;
        if (count < Agent + 1 + before || (before == 0 && count > ClassicFields) || !IsoTime.TryRead(line[fields[Time + before]], isUtc: false, out var time))
            return LineKind.Unreadable;
        var client = texts.Clients.Of(line[fields[Client + before]]).Id;
        if (client == LogRecord.None)
            return LineKind.Unreadable;
        // Nothing was answered: the client left, or the listener is one of TCP.
        if (line[fields[Status + before]] is [(byte)'-'])
            return LineKind.Other;
        if (line[fields[Status + before]].Length != 3 || !StatusText.TryRead(line[fields[Status + before]], out var status))
            return LineKind.Unreadable;
        var duration = 0L;
        for (var part = FirstDuration; part < FirstDuration + 3; part++)
            duration += Utf8Parser.TryParse(line[fields[part + before]], out double seconds, out _) && seconds > 0 ? (long)Math.Round(seconds * 1_000_000) : 0;
        // The time of the line is that of the answer.
        var begun = before == 1 && count > CreationTime && IsoTime.TryRead(line[fields[CreationTime]], isUtc: false, out var created) ? created : time - duration;
        var agent = texts.Texts.Agents.Intern(line[fields[Agent + before]] is [(byte)'-'] ? [] : line[fields[Agent + before]]);
        var (method, target) = texts.RequestLine(line[fields[Request + before]]);
        record = new LogRecord
        {
            Time = begun,
            Line = number,
            Key = texts.Keys.Of(client, agent, LogRecord.None),
            Address = client,
            Agent = agent,
            Method = method,
            Path = target.Path,
            Query = target.Query,
            Status = status,
            Referrer = LogRecord.None,
            User = LogRecord.None,
            Account = LogRecord.None,
            Duration = Math.Max(0, time - begun),
            Bytes = Utf8Parser.TryParse(line[fields[Sent + before]], out long bytes, out _) ? bytes : 0,
        };
        return LineKind.Request;
    }

    private static bool IsType(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("http"u8) || word.SequenceEqual("https"u8) || word.SequenceEqual("h2"u8) || word.SequenceEqual("grpcs"u8) || word.SequenceEqual("ws"u8) || word.SequenceEqual("wss"u8);

    private static int Split(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        var count = 0;
        for (var at = 0; at < line.Length && count < fields.Length; count++)
        {
            if (line[at] == '"' && QuotedText.TryCut(line[(at + 1)..], out var content, out _))
            {
                fields[count] = (at + 1)..(at + 1 + content.Length);
                at += content.Length + 3; // two quotes and a blank
                continue;
            }

            var space = line[at..].IndexOf((byte)' ');
            var end = space < 0 ? line.Length : at + space;
            fields[count] = at..end;
            at = end + 1;
        }

        return count;
    }
}
