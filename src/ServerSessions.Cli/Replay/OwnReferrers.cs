using System.Text;
using ServerSessions.Cli.Logs;
using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Replay;

/// <summary>
/// Which referrers are pages of the site itself. A log does not name its host, so it is derived: the host named most often by referrers whose path the site has, in
/// requests that were answered successfully. The path <c>/</c> is no evidence, because every host has it; <c>www.</c> makes no difference.
/// </summary>
internal sealed class OwnReferrers
{
    private readonly bool[] _own;

    public OwnReferrers(AccessLog log, ServedPaths served)
    {
        var referrers = log.Texts.Referrers;
        var hosts = Enumerable.Range(0, referrers.Count).Select(referrer => HostOf(referrers.Bytes(referrer))).ToArray();
        Host = Learn(log, served, hosts);
        _own = Array.ConvertAll(hosts, host => host is not null && host == Host);
    }

    /// <summary>The derived host; null when no referrer was evidence.</summary>
    public string? Host { get; }

    public bool Include(int referrer) => referrer != LogRecord.None && _own[referrer];

    private static string? Learn(AccessLog log, ServedPaths served, string?[] hosts)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var uses = new long[hosts.Length];
        foreach (var record in log.Records.InOrder())
            if (record.Referrer != LogRecord.None && record.Status is (>= 200 and < 300) or 304)
                uses[record.Referrer]++;
        for (var referrer = 0; referrer < hosts.Length; referrer++)
            if (hosts[referrer] is { } host && Teaches(log.Texts, served, referrer))
                counts[host] = counts.GetValueOrDefault(host) + uses[referrer];
        return counts.Count == 0 ? null : counts.OrderByDescending(row => row.Value).ThenBy(row => row.Key, StringComparer.Ordinal).First().Key;
    }

    private static bool Teaches(LogTexts texts, ServedPaths served, int referrer)
    {
        var path = TargetText.Path(texts.Referrers.Bytes(referrer));
        return path.Length > 1 && texts.Paths.Find(path) is { } known && served.Include(known);
    }

    private static string? HostOf(ReadOnlySpan<byte> referrer)
    {
        var scheme = referrer.IndexOf("://"u8);
        if (scheme is not (4 or 5) || !Ascii.EqualsIgnoreCase(referrer[..4], "http"u8))
            return null;
        var host = referrer[(scheme + 3)..];
        var end = host.IndexOfAny("/?#"u8);
        host = end < 0 ? host : host[..end];
        var text = Encoding.UTF8.GetString(host).ToLowerInvariant();
        return text.Length == 0 ? null : text.StartsWith("www.", StringComparison.Ordinal) ? text[4..] : text;
    }
}
