using System.Text.Json;

namespace ServerSessions.Cli.Logs;

/// <summary>One JSON object a line; members that are not known are passed over, a missing or misshapen one fails the line.</summary>
internal sealed class JsonLineParser(LogTexts texts, LogKeys keys) : ILineParser
{
    private readonly JsonLine _line = new();

    public bool TryParse(ReadOnlySpan<byte> line, long number, out LogRecord record)
    {
        var members = new JsonLineMembers();
        var isRead = JsonLine.TryRead(line, ref members, TryReadMember) && members.AreComplete;
        record = isRead ? ToRecord(members, number) : default;
        return isRead;
    }

    private bool TryReadMember(ref Utf8JsonReader reader, ref JsonLineMembers members)
    {
        if (reader.ValueTextEquals("time"u8))
            return reader.Read() && TryReadTime(ref reader, out members.Time);
        if (reader.ValueTextEquals("ip"u8))
            return TryReadText(ref reader, texts.Addresses, out members.Address);
        if (reader.ValueTextEquals("method"u8))
            return TryReadMethod(ref reader, out members.Method);
        if (reader.ValueTextEquals("path"u8))
            return TryReadPath(ref reader, out members.Path, out members.HostileQuery);
        if (reader.ValueTextEquals("status"u8))
            return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out members.Status);
        if (reader.ValueTextEquals("bytes"u8))
            return TryReadAmount(ref reader, 1, out members.Bytes);
        if (reader.ValueTextEquals("durationMs"u8))
            return TryReadAmount(ref reader, TimeSpan.MicrosecondsPerMillisecond, out members.Duration);
        if (reader.ValueTextEquals("referrer"u8))
            return TryReadText(ref reader, texts.Referrers, out members.Referrer);
        if (reader.ValueTextEquals("userAgent"u8))
            return TryReadText(ref reader, texts.Agents, out members.Agent);
        if (reader.ValueTextEquals("user"u8))
            return TryReadText(ref reader, texts.Users, out members.User);
        if (reader.ValueTextEquals("account"u8))
            return TryReadText(ref reader, texts.Users, out members.Account);
        if (reader.ValueTextEquals("session"u8))
            return TryReadText(ref reader, texts.Sessions, out members.Session);
        reader.Skip();
        return true;
    }

    private static bool TryReadTime(ref Utf8JsonReader reader, out long? time)
    {
        time = null;
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var value))
            return false;
        // Without an offset the runtime would take the zone of this machine, and the figures would depend on it.
        var text = reader.ValueSpan;
        if (text[^1] != 'Z' && (text.Length < 20 || text[^6] is not ((byte)'+' or (byte)'-') || text[^3] != ':'))
            return false;
        time = (value.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        return true;
    }

    private bool TryReadText(ref Utf8JsonReader reader, StringTable table, out int id)
    {
        id = LogRecord.None;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.String)
            return false;
        var text = _line.Text(ref reader);
        id = text.IsEmpty ? LogRecord.None : table.Intern(text);
        return true;
    }

    private bool TryReadMethod(ref Utf8JsonReader reader, out int id)
    {
        id = LogTexts.UnreadableMethod;
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            return false;
        var text = _line.Text(ref reader);
        if (RequestMethod.IsReadable(text))
            id = texts.Methods.Intern(text);
        return true;
    }

    private bool TryReadPath(ref Utf8JsonReader reader, out int id, out byte hostile)
    {
        id = LogTexts.Empty;
        hostile = 0;
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            return false;
        var text = _line.Text(ref reader);
        if (text.IsEmpty)
            return true;
        id = texts.Paths.Intern(RequestTarget.Path(text));
        hostile = RequestTarget.HostileQuery(text);
        return true;
    }

    private static bool TryReadAmount(ref Utf8JsonReader reader, double scale, out long amount)
    {
        amount = 0;
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var value) || !(value * scale is >= 0 and < 1e18))
            return false;
        amount = (long)Math.Round(value * scale);
        return true;
    }

    private LogRecord ToRecord(in JsonLineMembers members, long number)
    {
        var agent = members.Agent == LogRecord.None ? LogTexts.Empty : members.Agent;
        return new LogRecord
        {
            Time = members.Time!.Value,
            Line = number,
            Key = keys.Of(members.Address, agent, members.Session),
            Address = members.Address,
            Agent = agent,
            Method = members.Method,
            Path = members.Method == LogTexts.UnreadableMethod ? LogTexts.Empty : members.Path,
            HostileQuery = members.HostileQuery,
            Status = members.Status,
            Referrer = members.Referrer,
            User = members.User,
            Account = members.Account,
            Duration = members.Duration,
            Bytes = members.Bytes,
        };
    }
}
