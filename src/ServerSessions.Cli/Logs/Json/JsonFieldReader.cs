using System.Buffers.Text;
using System.Text.Json;
using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Json;

/// <summary>Reads the value of a known member. An empty text, a dash and null say nothing.</summary>
internal sealed class JsonFieldReader(LineTexts texts, bool isStrict)
{
    private readonly JsonLine _line = new();

    public bool TryRead(ref Utf8JsonReader reader, ref JsonLineMembers members, JsonNode node)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
            return reader.TokenType == JsonTokenType.Null && (!isStrict || node.Field is not (LogField.Time or LogField.Method or LogField.Target or LogField.Status));
        var isText = reader.TokenType == JsonTokenType.String;
        var text = isText ? _line.Text(ref reader) : reader.ValueSpan;
        if (!isStrict && text is [] or [(byte)'-'])
            return true;
        return !members.Claims(node.Field, node.Rank) || node.Field switch
        {
            LogField.Time => TryTime(text, isText, ref members),
            LogField.Status => (!isText || !isStrict) && TryAmount(text, 1, out var status) && (members.Status = (int)Math.Min(status, 1000)) >= 0,
            LogField.Bytes => (!isText || !isStrict) && TryAmount(text, 1, out members.Bytes),
            LogField.Milliseconds => (!isText || !isStrict) && TryAmount(text, TimeSpan.MicrosecondsPerMillisecond, out members.Duration),
            LogField.Seconds => TryAmount(text, TimeSpan.MicrosecondsPerSecond, out members.Duration),
            LogField.Nanoseconds => TryAmount(text, 1e-3, out members.Duration),
            _ => isText && TryText(text, node.Field, ref members),
        };
    }

    private bool TryText(ReadOnlySpan<byte> text, LogField field, ref JsonLineMembers members)
    {
        switch (field)
        {
            case LogField.Address:
                (members.Address, members.IsOwnAddress, _) = texts.Clients.Of(text);
                return true; // one that is none is a line without an address, unless a better name has one
            case LogField.Forwarded:
                members.Forwarded = texts.Clients.Of(text).Id;
                return true;
            case LogField.Method:
                members.Method = texts.Method(text);
                return true;
            case LogField.Target:
                (members.Path, var query) = texts.Target(text);
                members.Query = query != LogRecord.None ? query : members.Query;
                return true;
            case LogField.Query:
                members.Query = members.Query != LogRecord.None ? members.Query : texts.Query(text);
                return true;
            case LogField.RequestLine:
                (members.LineMethod, (members.LinePath, members.LineQuery)) = texts.RequestLine(text);
                return true;
            case LogField.Referrer:
                members.Referrer = Some(texts.Texts.Referrers, text);
                return true;
            case LogField.Agent:
                members.Agent = Some(texts.Texts.Agents, text);
                return true;
            case LogField.User:
                members.User = Some(texts.Texts.Users, text);
                return true;
            case LogField.Account:
                members.Account = Some(texts.Texts.Users, text);
                return true;
            case LogField.Session:
                members.Session = Some(texts.Texts.Sessions, text);
                return true;
            default:
                throw new InvalidOperationException($"A JSON line has no field {field}.");
        }
    }

    private static int Some(StringTable table, ReadOnlySpan<byte> text) => text.IsEmpty ? LogRecord.None : table.Intern(text);

    private bool TryTime(ReadOnlySpan<byte> text, bool isText, ref JsonLineMembers members)
    {
        var isRead = isStrict ? isText & IsoTime.TryRead(text, isUtc: false, out var time) : TimeText.TryRead(text, out time);
        members.Time = isRead ? time : null;
        return isRead;
    }

    private static bool TryAmount(ReadOnlySpan<byte> text, double scale, out long amount)
    {
        amount = 0;
        if (!Utf8Parser.TryParse(text, out double value, out var used) || used != text.Length || !(value * scale is >= 0 and < 1e18))
            return false;
        amount = (long)Math.Round(value * scale);
        return true;
    }
}
