using System.Buffers.Text;
using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Clf;

/// <summary>
/// Common and combined format: <c>address ident user [time] "request" status size "referrer" "agent"</c>, with a virtual host or a list of
/// forwarded addresses in front. What has the same fields in another order is read by <see cref="LooseLine"/>.
/// </summary>
/// <param name="texts">Where texts go.</param>
/// <param name="withAgent">Referrer and agent are read where they are there.</param>
/// <param name="hasHost">The first word is the virtual host, whatever it looks like.</param>
internal sealed class ClfLineParser(LineTexts texts, bool withAgent, bool hasHost = false) : ILineParser
{
    public LineKind Parse(ReadOnlySpan<byte> line, long number, out LogRecord record)
    {
        if (hasHost)
            line = Words.AfterFirst(line);
        var isRead = TryStrict(line, number, out record) || (!hasHost && TryWithHost(line, number, out record)) || TryLoose(line, number, out record);
        return isRead ? LineKind.Request : LineKind.Unreadable;
    }

    private bool TryStrict(ReadOnlySpan<byte> line, long number, out LogRecord record)
    {
        if (Words.TryCutList(line, out var address, out var rest) && texts.Clients.Of(address) is { IsNone: false } client)
            return TryAfterAddress(client, rest, number, out record);
        record = default;
        return false;
    }

    // "www.example.com:443 198.51.100.7 - - [...": only an address in the second place makes a virtual host of the first word.
    private bool TryWithHost(ReadOnlySpan<byte> line, long number, out LogRecord record)
    {
        if (Words.TryCut(line, out var host, out var rest) && !texts.Clients.Of(host).IsAddress
            && Words.TryCutList(rest, out var address, out var tail) && texts.Clients.Of(address) is { IsAddress: true } client)
            return TryAfterAddress(client, tail, number, out record);
        record = default;
        return false;
    }

    private bool TryAfterAddress(ClientAddress address, ReadOnlySpan<byte> rest, long number, out LogRecord record)
    {
        // A host name before an address is the virtual host's; an address in the place of the identity is a forwarded one.
        if (!Words.TryCut(rest, out var ident, out rest) || !TryCutUser(rest, out var user, out var tail) || !ClfTimestamp.TryRead(tail.Time, out var time)
            || (address.IsName && texts.Clients.IsAddressField(ident)))
        {
            record = default;
            return false;
        }

        var client = !address.IsOwn ? address.Id : texts.Clients.Client(address, texts.Clients.IsAddressField(ident) ? ident : tail.Forwarded);
        var agent = withAgent ? texts.Texts.Agents.Intern(tail.Agent) : LogTexts.Empty;
        var (method, target) = texts.RequestLine(tail.Request);
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
            Status = tail.Status,
            Referrer = withAgent ? LineTexts.Optional(texts.Texts.Referrers, tail.Referrer) : LogRecord.None,
            User = LineTexts.Optional(texts.Texts.Users, user),
            Account = LogRecord.None,
            Duration = 0,
            Bytes = Utf8Parser.TryParse(tail.Size, out long size, out _) ? size : 0,
        };
        return true;
    }

    private bool TryLoose(ReadOnlySpan<byte> text, long number, out LogRecord record)
    {
        record = default;
        var line = new LooseLine();
        if (text.StartsWith(" "u8) || !line.TryRead(text, texts.Clients))
            return false;
        var client = texts.Clients.Client(texts.Clients.Of(line.Address), line.Forwarded);
        var agent = withAgent ? texts.Texts.Agents.Intern(line.Agent) : LogTexts.Empty;
        var (method, target) = texts.RequestLine(line.Request);
        record = new LogRecord
        {
            Time = line.Time,
            Line = number,
            Key = texts.Keys.Of(client, agent, LogRecord.None),
            Address = client,
            Agent = agent,
            Method = method,
            Path = target.Path,
            Query = target.Query,
            Status = line.Status,
            Referrer = withAgent ? LineTexts.Optional(texts.Texts.Referrers, line.Referrer) : LogRecord.None,
            User = LineTexts.Optional(texts.Texts.Users, line.User),
            Account = LogRecord.None,
            Duration = 0,
            Bytes = Utf8Parser.TryParse(line.Size, out long size, out _) ? size : 0,
        };
        return true;
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
}
