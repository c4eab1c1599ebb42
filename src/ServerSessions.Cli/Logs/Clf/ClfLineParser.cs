using System.Buffers.Text;
using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Clf;

/// <summary>
/// Common and combined format: <c>address ident user [time] "request" status size "referrer" "agent"</c>, with a virtual host or a list of
/// forwarded addresses in front. What has the same fields in another order is read by <see cref="LooseLine"/>.
/// </summary>
/// <param name="texts">Where texts go.</param>
/// <param name="pairs">Lines with two addresses, of which the whole file decides which one is the client's.</param>
/// <param name="withAgent">Referrer and agent are read where they are there.</param>
/// <param name="hasHost">The first word is the virtual host, whatever it looks like.</param>
internal sealed class ClfLineParser(LineTexts texts, AddressPairs pairs, bool withAgent, bool hasHost = false) : ILineParser
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
            return TryAfterAddress([], address, client, rest, number, out record);
        record = default;
        return false;
    }

    // "www.example.com:443 198.51.100.7 - - [...": only an address in the second place makes a virtual host of the first word.
    private bool TryWithHost(ReadOnlySpan<byte> line, long number, out LogRecord record)
    {
        if (Words.TryCut(line, out var host, out var rest) && !texts.Clients.Of(host).IsAddress
            && Words.TryCutList(rest, out var address, out var tail) && texts.Clients.Of(address) is { IsAddress: true } client)
            return TryAfterAddress(host, address, client, tail, number, out record);
        record = default;
        return false;
    }

    private bool TryAfterAddress(ReadOnlySpan<byte> before, ReadOnlySpan<byte> written, ClientAddress address, ReadOnlySpan<byte> rest, long number, out LogRecord record)
    {
        // A host name before an address is the virtual host's; an address in the place of the identity is a forwarded one.
        record = default;
        if (!Words.TryCutList(rest, out var ident, out rest) || !TryCutUser(rest, out var user, out var tail) || !ClfTimestamp.TryRead(tail.Time, out var time))
            return false;
        var hasSecond = texts.Clients.IsAddressField(ident);
        if (address.IsName && hasSecond)
            return false;
        if (!hasSecond && before.IsEmpty)
            pairs.NoteSingle();
        else if (!hasSecond)
            pairs.NoteWordBefore(before);
        var isPending = hasSecond ? NotePair(written, address, ident) : NoteBehind(written, address, tail.Forwarded);
        var agent = withAgent ? texts.Texts.Agents.Intern(tail.Agent) : LogTexts.Empty;
        var (method, target) = texts.RequestLine(tail.Request);
        record = new LogRecord
        {
            Time = time,
            Line = number,
            Key = isPending ? LogRecord.Pending : texts.Keys.Of(address.Id, agent, LogRecord.None),
            Address = address.Id,
            Agent = agent,
            Method = method,
            Path = target.Path,
            Query = target.Query,
            Status = tail.Status,
            Referrer = withAgent ? LineTexts.Optional(texts.Texts.Referrers, tail.Referrer) : LogRecord.None,
            User = LineTexts.Optional(texts.Texts.Users, WithoutDashes(user)),
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
        var address = texts.Clients.Of(line.Address);
        var isPending = NoteBehind(line.Address, address, line.Forwarded);
        var agent = withAgent ? texts.Texts.Agents.Intern(line.Agent) : LogTexts.Empty;
        var (method, target) = texts.RequestLine(line.Request);
        record = new LogRecord
        {
            Time = line.Time,
            Line = number,
            Key = isPending ? LogRecord.Pending : texts.Keys.Of(address.Id, agent, LogRecord.None),
            Address = address.Id,
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

    private bool NotePair(ReadOnlySpan<byte> written, ClientAddress address, ReadOnlySpan<byte> second)
    {
        pairs.AddInFront(written, address, second, texts.Clients.Of(second));
        return true;
    }

    private bool NoteBehind(ReadOnlySpan<byte> written, ClientAddress address, ReadOnlySpan<byte> behind)
    {
        if (!address.IsOwn)
            return false;
        if (behind is [(byte)'-'])
            pairs.NoteDashBehind();
        if (behind.IsEmpty || texts.Clients.Of(behind) is not { IsAddress: true } other)
            return false;
        pairs.AddBehind(written, address, behind, other);
        return true;
    }

    // With a field more in front of the time, the identity stands in the user's place: a user is no dash.
    private static ReadOnlySpan<byte> WithoutDashes(ReadOnlySpan<byte> user)
    {
        while (user.StartsWith("- "u8))
            user = user[2..];
        return user;
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
