namespace ServerSessions.Cli.Logs.Fields;

/// <summary>The kinds of text in the place of an address.</summary>
/// <param name="Id">Among the addresses of the log; <see cref="LogRecord.None"/> when it is none.</param>
/// <param name="IsOwn">It is of a network of the site's own, where only a proxy of its own can be.</param>
/// <param name="IsName">It is a host name, accepted because the format was named.</param>
internal readonly record struct ClientAddress(int Id, bool IsOwn, bool IsName)
{
    public bool IsNone => Id == LogRecord.None;

    public bool IsAddress => Id != LogRecord.None && !IsName;
}
