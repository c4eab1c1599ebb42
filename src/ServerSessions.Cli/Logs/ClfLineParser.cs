using System.Buffers.Text;

namespace ServerSessions.Cli.Logs;

/// <summary>Common and combined format: <c>address ident user [time] "request" status size "referrer" "agent"</c>.</summary>
internal sealed class ClfLineParser(LogTexts texts, LogKeys keys, bool withAgent) : ILineParser
{
    public bool TryParse(ReadOnlySpan<byte> line, long number, out LogRecord record)
    {
        record = default;
        if (!TryCutWord(line, out var address, out var rest) || !TryCutWord(rest, out _, out rest))
            return false;
        if (!TryCutUser(rest, out var user, out var tail) || !ClfTimestamp.TryRead(tail.Time, out var time))
            return false;
        var addressId = texts.Addresses.Intern(address);
        var agentId = withAgent ? texts.Agents.Intern(tail.Agent) : LogTexts.Empty;
        ReadRequest(tail.Request, out var method, out var path, out var hostile);
        record = new LogRecord
        {
            Time = time,
            Line = number,
            Key = keys.Of(addressId, agentId, LogRecord.None),
            Address = addressId,
            Agent = agentId,
            Method = method,
            Path = path,
            HostileQuery = hostile,
            Status = tail.Status,
            Referrer = withAgent ? Optional(texts.Referrers, tail.Referrer) : LogRecord.None,
            User = Optional(texts.Users, user),
            Account = LogRecord.None,
            Duration = 0,
            Bytes = Utf8Parser.TryParse(tail.Size, out long size, out _) ? size : 0,
        };
        return true;
    }

    private static bool TryCutWord(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> word, out ReadOnlySpan<byte> rest)
    {
        var space = text.IndexOf((byte)' ');
        word = space > 0 ? text[..space] : [];
        rest = space > 0 ? text[(space + 1)..] : [];
        return space > 0 && !WhiteSpace.IsIn(word);
    }

    // The user may hold spaces and brackets: it ends at the first " [" from which the rest of the line reads well.
    private static bool TryCutUser(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> user, out ClfTail tail)
    {
        var end = 0;
        for (var next = text.IndexOf(" ["u8); next >= 0; next = text[end..].IndexOf(" ["u8))
        {
            end += next;
            user = text[..end];
            if (ClfTail.TryCut(text[(end + 2)..], out tail))
                return true;
            end++;
        }

        user = [];
        tail = default;
        return false;
    }

    private void ReadRequest(ReadOnlySpan<byte> request, out int method, out int path, out byte hostile)
    {
        method = LogTexts.UnreadableMethod;
        path = LogTexts.Empty;
        hostile = 0;
        var space = request.IndexOf((byte)' ');
        if (space < 0 || !RequestMethod.IsReadable(request[..space]))
            return;
        method = texts.Methods.Intern(request[..space]);
        var target = request[(space + 1)..];
        var end = target.IndexOf((byte)' ');
        target = end < 0 ? target : target[..end];
        if (target.IsEmpty)
            return;
        path = texts.Paths.Intern(RequestTarget.Path(target));
        hostile = RequestTarget.HostileQuery(target);
    }

    private static int Optional(StringTable table, ReadOnlySpan<byte> text) =>
        text.IsEmpty || text is [(byte)'-'] ? LogRecord.None : table.Intern(text);
}
