using System.Buffers;
using ServerSessions.Model;

namespace ServerSessions.Requests;

/// <summary>
/// Texts that scanners put into query strings and people do not, each with a name for reports; the query itself is never stored.
/// They are searched for in the query as it was sent, encoded or not, whatever the endpoint answers, because a page that ignores its query answers 200.
/// </summary>
internal static class HostileQueries
{
    /// <summary>Maximum number of characters of a query that are searched.</summary>
    public const int MaxSearched = 2048;

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. new[] { "SQL", "script", "path traversal", "command", "JNDI lookup", "template" }.Select(ProbeName.OfQuery)];

    // The texts of each name. "%28" and "(" are both sent; browsers encode quotes, spaces and "<", programs often do not.
    private static readonly string[][] Parts =
    [
        [
            "union%20select", "union+select", "union%20all%20select", "union+all+select", "union/**/", "information_schema", "benchmark%28", "benchmark(", "load_file%28", "load_file(",
            "sleep%28", "sleep(", "waitfor%20delay", "waitfor+delay", "xp_cmdshell", "extractvalue%28", "extractvalue(", "updatexml%28", "updatexml(", "%2cnull%2cnull", ",null,null",
            "%27%20or%20", "%27+or+", "'%20or%20", "'+or+", "%27%20and%20", "%27+and+", "'%20and%20", "'+and+", "%20and%201%3d1", "+and+1%3d1", "%20and%201=1", "+and+1=1",
            "selectchar%28", "chr%28", "dbms_pipe", "utl_inaddr", "group_concat",
        ],
        [
            "%3cscript", "<script", "javascript%3a", "javascript:", "onerror%3d", "onerror=", "onload%3d", "onload=", "onmouseover%3d", "onmouseover=", "%3cimg", "<img", "%3csvg", "<svg",
            "%3ciframe", "<iframe", "%3cobject", "<object", "%3cembed", "<embed", "%3cframeset", "<frameset", "alert%28", "alert(", "prompt%28", "prompt(", "document.cookie", "fromcharcode",
        ],
        ["../..", "..%2f..", "..%5c..", "%2e%2e%2f", "%252e%252e", "etc/passwd", "etc%2fpasswd", "/proc/self", "%2fproc%2fself", "win.ini", "boot.ini"],
        ["/bin/sh", "%2fbin%2fsh", "/bin/bash", "%2fbin%2fbash", "cmd.exe", ";cat+", "%3bcat", "%7ccat", ";wget", "%3bwget", "php://", "php%3a%2f%2f", "phpinfo%28", "phpinfo(", "allow_url_include"],
        ["${jndi", "%24%7bjndi", "$%7bjndi"],
        ["{{7*7", "%7b%7b7*7", "%7b%7b7%2a7", "${7*7", "%24%7b7*7"],
    ];

    private static readonly SearchValues<string> Any = SearchValues.Create([.. Parts.SelectMany(parts => parts)], StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the name of the hostile text in a query string; null when there is none. Only its first 2,048 characters are searched.</summary>
    public static string? Find(ReadOnlySpan<char> query) => IndexOf(query) is >= 0 and var index ? Names[index] : null;

    /// <summary>Returns the number of the name, -1 for none.</summary>
    public static int IndexOf(ReadOnlySpan<char> query)
    {
        if (query.Length > MaxSearched)
            query = query[..MaxSearched];
        if (query.IndexOfAny(Any) is not (>= 0 and var at))
            return -1;
        for (var index = 0; index < Parts.Length; index++)
            foreach (var part in Parts[index])
                if (query[at..].StartsWith(part, StringComparison.OrdinalIgnoreCase))
                    return index;
        return -1;
    }
}
