using System.Collections.Frozen;

namespace ServerSessions.Requests;

/// <summary>
/// Paths that scanners request and people do not, each with a name for reports. They are matched only where the application has no
/// endpoint, so a site that really has one of these paths is not affected.
/// </summary>
internal static class ProbeList
{
    private static readonly FrozenDictionary<string, string> Segments = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["wp-login.php"] = "/wp-login.php",
        ["xmlrpc.php"] = "/xmlrpc.php",
        ["wp-admin"] = "/wp-admin",
        ["wp-content"] = "/wp-content",
        ["wp-includes"] = "/wp-includes",
        ["wp-config.php"] = "/wp-config.php",
        ["wp-json"] = "/wp-json",
        ["wlwmanifest.xml"] = "/wlwmanifest.xml",
        [".env"] = "/.env",
        [".git"] = "/.git",
        [".svn"] = "/.svn",
        [".hg"] = "/.hg",
        [".aws"] = "/.aws",
        [".ssh"] = "/.ssh",
        [".htpasswd"] = "/.htpasswd",
        [".htaccess"] = "/.htaccess",
        [".ds_store"] = "/.DS_Store",
        [".vscode"] = "/.vscode",
        [".idea"] = "/.idea",
        [".bash_history"] = "/.bash_history",
        [".npmrc"] = "/.npmrc",
        [".dockerenv"] = "/.dockerenv",
        ["id_rsa"] = "/id_rsa",
        ["phpinfo.php"] = "/phpinfo.php",
        ["info.php"] = "/info.php",
        ["phpmyadmin"] = "/phpmyadmin",
        ["pma"] = "/pma",
        ["myadmin"] = "/myadmin",
        ["adminer.php"] = "/adminer.php",
        ["mysqladmin"] = "/mysqladmin",
        ["administrator"] = "/administrator",
        ["manager"] = "/manager",
        ["cgi-bin"] = "/cgi-bin",
        ["server-status"] = "/server-status",
        ["server-info"] = "/server-info",
        ["actuator"] = "/actuator",
        ["jolokia"] = "/jolokia",
        ["jmx-console"] = "/jmx-console",
        ["web-console"] = "/web-console",
        ["solr"] = "/solr",
        ["struts"] = "/struts",
        ["axis2"] = "/axis2",
        ["hnap1"] = "/HNAP1",
        ["boaform"] = "/boaform",
        ["goform"] = "/goform",
        ["setup.cgi"] = "/setup.cgi",
        ["owa"] = "/owa",
        ["ecp"] = "/ecp",
        ["autodiscover"] = "/autodiscover",
        ["telescope"] = "/telescope",
        ["_ignition"] = "/_ignition",
        ["_profiler"] = "/_profiler",
        ["elmah.axd"] = "/elmah.axd",
        ["trace.axd"] = "/trace.axd",
        ["web.config"] = "/web.config",
        ["appsettings.json"] = "/appsettings.json",
        ["vendor"] = "/vendor",
        ["eval-stdin.php"] = "/eval-stdin.php",
        ["shell.php"] = "/shell.php",
        ["c99.php"] = "/c99.php",
        ["r57.php"] = "/r57.php",
        ["backup.zip"] = "/backup.zip",
        ["backup.sql"] = "/backup.sql",
        ["dump.sql"] = "/dump.sql",
        ["database.sql"] = "/database.sql",
        ["db.sql"] = "/db.sql",
        ["config.php"] = "/config.php",
        ["configuration.php"] = "/configuration.php",
        ["config.json"] = "/config.json",
        ["credentials.json"] = "/credentials.json",
        ["docker-compose.yml"] = "/docker-compose.yml",
        ["sftp-config.json"] = "/sftp-config.json",
        ["login.action"] = "/login.action",
        ["w00tw00t"] = "/w00tw00t",
        ["console"] = "/console",
        ["fckeditor"] = "/fckeditor",
        ["portainer"] = "/portainer",
        ["nagios"] = "/nagios",
        ["geoserver"] = "/geoserver",
        ["vpns"] = "/vpns",
        ["remote"] = "/remote",
        ["sdk"] = "/sdk",
        ["evox"] = "/evox",
        ["tmui"] = "/tmui",
        ["mgmt"] = "/mgmt",
        ["druid"] = "/druid",
        ["nacos"] = "/nacos",
        ["weaver"] = "/weaver",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly (string Part, string Name)[] Parts =
    [
        ("etc%2fpasswd", "/etc/passwd"), ("/etc/passwd", "/etc/passwd"), ("/proc/self", "/proc/self"),
        ("win.ini", "win.ini"), ("<script", "script in path"), ("%3cscript", "script in path"), ("union+select", "SQL in path"), ("union%20select", "SQL in path"),
        ("${jndi", "JNDI lookup"), ("%24%7bjndi", "JNDI lookup"), ("php://", "PHP stream"), ("allow_url_include", "PHP option"), ("/bin/sh", "/bin/sh"), ("cmd.exe", "cmd.exe"),
    ];

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySegment =
        Segments.GetAlternateLookup<ReadOnlySpan<char>>();

    // Files of a technology that this application is not made of: weak, since a site that was moved leaves links to them. Rules know these names by the star.
    private static readonly string[] Endings = [".php", ".asp", ".jsp", ".cgi", ".bak", ".old", ".swp", ".sql", ".pem"];

    // Files that pages bring with them, whatever the folder is called.
    private static readonly string[] OfPages =
        [".css", ".js", ".mjs", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".woff", ".woff2", ".ttf", ".eot", ".mp3", ".mp4", ".webm", ".pdf"];

    /// <summary>The entry that a path is on; null when it is on none. The name of a mere file ending begins with a star.</summary>
    public static string? Find(ReadOnlySpan<char> path)
    {
        if (path.Length > 2048)
            path = path[..2048];
        foreach (var (part, name) in Parts)
            if (path.Contains(part, StringComparison.OrdinalIgnoreCase))
                return name;
        if (Traversals.LeavesRoot(path))
            return "path traversal";
        var isOfPage = EndsWith(path, OfPages) is not null;
        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment.IsEmpty)
                continue;
            if (BySegment.TryGetValue(segment, out var name) && !(isOfPage && segment[0] != '.' && range.End.GetOffset(path.Length) < path.Length))
                return name;
            if (segment.StartsWith(".env", StringComparison.OrdinalIgnoreCase))
                return "/.env";
            // No page links to a hidden file; .well-known is the one such folder that is meant for visitors.
            if (segment is ['.', not '.', ..] && !segment.Equals(".well-known", StringComparison.OrdinalIgnoreCase))
                return "hidden file";
        }

        return EndsWith(path, Endings) is { } weak ? "*" + weak : null;
    }

    private static string? EndsWith(ReadOnlySpan<char> path, string[] endings)
    {
        foreach (var ending in endings)
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return ending;
        return null;
    }
}
