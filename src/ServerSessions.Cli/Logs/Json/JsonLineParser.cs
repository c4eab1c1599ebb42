using System.Text.Json;
using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Json;

/// <summary>JSON lines of one profile. Members that are not known are passed over; a misshapen one fails the line.</summary>
internal sealed class JsonLineParser(LineTexts texts, JsonProfile profile) : ILineParser
{
    private readonly JsonLine _line = new();
    private readonly JsonFieldReader _fields = new(texts, profile.IsStrict);

    public string Name => profile.Name;

    public LineKind Parse(ReadOnlySpan<byte> line, long number, out LogRecord record)
    {
        record = default;
        var members = new JsonLineMembers();
        _fields.Begin();
        if (!line.TrimStart(" \t"u8).StartsWith("{"u8) || !JsonLine.TryRead(line, ref members, TryReadMember))
            return LineKind.Unreadable;
        var method = members.Method != LogRecord.None ? members.Method : members.LineMethod;
        var target = _fields.Target() ?? new RequestTarget(members.LinePath, members.LineQuery);
        if (method == LogRecord.None || target.Path == LogRecord.None || members.Status is < 0 or > 999)
            return members.Time.HasValue && !profile.IsStrict && members.Status == LogRecord.None ? LineKind.Other : LineKind.Unreadable;
        var client = members.Forwarded != LogRecord.None && (members.Address == LogRecord.None || members.IsOwnAddress) ? members.Forwarded : members.Address;
        // Without an address all visitors would be one; a session id distinguishes them, and a connection does so roughly.
        var hasConnection = client == LogRecord.None && members.Session == LogRecord.None;
        var session = hasConnection ? _fields.Connection() : members.Session;
        if (members.Time is not { } time || (client == LogRecord.None && session == LogRecord.None))
            return LineKind.Unreadable;
        var agent = members.Agent == LogRecord.None ? LogTexts.Empty : members.Agent;
        var isUnreadable = method == LogTexts.UnreadableMethod;
        record = new LogRecord
        {
            Time = time,
            Line = number,
            Key = texts.Keys.Of(client, agent, session),
            HasConnection = hasConnection,
            Address = client,
            Agent = agent,
            Method = method,
            Path = isUnreadable ? LogTexts.Empty : target.Path,
            Query = isUnreadable ? LogRecord.None : target.Query,
            Status = members.Status,
            Referrer = members.Referrer,
            User = members.User,
            Account = members.Account,
            Duration = members.Duration,
            Bytes = members.Bytes,
        };
        return LineKind.Request;
    }

    private bool TryReadMember(ref Utf8JsonReader reader, ref JsonLineMembers members) => TryRead(ref reader, ref members, profile.Root);

    private bool TryRead(ref Utf8JsonReader reader, ref JsonLineMembers members, JsonNode parent)
    {
        if (parent.Find(_line.Text(ref reader)) is not { } node)
        {
            reader.Skip();
            return true;
        }

        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => TryReadObject(ref reader, ref members, node),
            JsonTokenType.StartArray => TryReadArray(ref reader, ref members, node),
            _ => node.Field == LogField.None || _fields.TryRead(ref reader, ref members, node),
        };
    }

    private bool TryReadObject(ref Utf8JsonReader reader, ref JsonLineMembers members, JsonNode node)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            if (!TryRead(ref reader, ref members, node))
                return false;
        return true;
    }

    // A header with its values, of which the first one counts; or scopes, each an object.
    private bool TryReadArray(ref Utf8JsonReader reader, ref JsonLineMembers members, JsonNode node)
    {
        for (var isFirst = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; isFirst = false)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                if (!TryReadObject(ref reader, ref members, node))
                    return false;
                continue;
            }

            if (isFirst && node.Field != LogField.None && reader.TokenType == JsonTokenType.String && !_fields.TryRead(ref reader, ref members, node))
                return false;
            reader.Skip();
        }

        return true;
    }
}
