using System.Buffers.Text;
using System.Text.Json;
using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Json;

/// <summary>Reads the value of a known member. An empty text, a dash and null say nothing.</summary>
internal sealed class JsonFieldReader(LineTexts texts, bool isStrict)
{
    private readonly JsonLine _line = new();
    private readonly HeldText _target = new();
    private readonly HeldText _query = new();
    private readonly HeldText _connection = new();
    private readonly HeldText _connectionRequest = new();

    /// <summary>Begins a line.</summary>
    public void Begin()
    {
        _target.Clear();
        _query.Clear();
        _connection.Clear();
        _connectionRequest.Clear();
    }

    /// <summary>Path and query of the line, once it is read; null when it has no target of its own.</summary>
    public RequestTarget? Target() => !_target.IsThere ? null : _query.IsThere ? texts.Target(_target.Text, _query.Text) : texts.Target(_target.Text);

    /// <summary>The connection of the line as the id of a session, once it is read; none when the line does not name it.</summary>
    public int Connection()
    {
        if (_connection.IsThere)
            return texts.Texts.Sessions.Intern(_connection.Text);
        return _connectionRequest.IsThere && _connectionRequest.Text.LastIndexOf((byte)':') is > 0 and var end
            ? texts.Texts.Sessions.Intern(_connectionRequest.Text[..end])
            : LogRecord.None;
    }

    public bool TryRead(ref Utf8JsonReader reader, ref JsonLineMembers members, JsonNode node)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
            return reader.TokenType == JsonTokenType.Null && (!isStrict || node.Field is not (LogField.Time or LogField.Method or LogField.Target or LogField.Status));
        var isText = reader.TokenType == JsonTokenType.String;
        var text = isText ? _line.Text(ref reader) : reader.ValueSpan;
        if (!isStrict && text is [] or [(byte)'-'] && node.Field != LogField.Query)
            return true; // an empty query says that the target has none
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
                return _target.Set(text);
            case LogField.Query:
                return _query.Set(text);
            case LogField.Connection:
                return _connection.Set(text);
            case LogField.ConnectionRequest:
                return _connectionRequest.Set(text);
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
