namespace ServerSessions.Cli.Logs.Fields;

/// <summary>What all parsers of a log share: where its texts go, and how the client, the path and the query of a line are found.</summary>
/// <param name="texts">The texts of the log.</param>
/// <param name="keys">The keys of its sessions.</param>
/// <param name="mayBeName">A host name may stand in place of an address.</param>
internal sealed class LineTexts(LogTexts texts, LogKeys keys, bool mayBeName = false)
{
    public LogTexts Texts => texts;

    public LogKeys Keys => keys;

    public ClientAddresses Clients { get; } = new(texts.Addresses, mayBeName);

    /// <summary>The id of a text; none for one that is empty or a dash.</summary>
    public static int Optional(StringTable table, ReadOnlySpan<byte> text) => text.IsEmpty || text is [(byte)'-'] ? LogRecord.None : table.Intern(text);

    /// <summary>Reads <c>METHOD target protocol</c>; an unknown method and no path when it cannot be read.</summary>
    public (int Method, RequestTarget Target) RequestLine(ReadOnlySpan<byte> request)
    {
        var space = request.IndexOf((byte)' ');
        if (space < 0 || !RequestMethod.IsReadable(request[..space]))
            return (LogTexts.UnreadableMethod, RequestTarget.None);
        var method = texts.Methods.Intern(request[..space]);
        var target = request[(space + 1)..];
        var end = target.IndexOf((byte)' ');
        return (method, Target(end < 0 ? target : target[..end]));
    }

    public int Method(ReadOnlySpan<byte> method) => RequestMethod.IsReadable(method) ? texts.Methods.Intern(method) : LogTexts.UnreadableMethod;

    /// <summary>Path and query of a target; no path of an empty one.</summary>
    public RequestTarget Target(ReadOnlySpan<byte> target)
    {
        if (target.IsEmpty)
            return RequestTarget.None;
        var path = texts.Paths.Intern(TargetText.Path(target));
        var query = TargetText.Query(target);
        return new RequestTarget(path, query.IsEmpty ? LogRecord.None : texts.Queries.Intern(query));
    }

    /// <summary>Path and query of a target whose query stands in a field of its own, with or without its question mark; empty or a dash where there is none.</summary>
    public RequestTarget Target(ReadOnlySpan<byte> target, ReadOnlySpan<byte> query)
    {
        query = query is [(byte)'-'] ? [] : query is [(byte)'?', ..] ? query[1..] : query;
        return target.IsEmpty ? RequestTarget.None
            : new RequestTarget(texts.Paths.Intern(TargetText.Path(target, query)), query.IsEmpty ? LogRecord.None : texts.Queries.Intern(query));
    }
}
