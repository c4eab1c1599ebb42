namespace ServerSessions.Simulation.Scenarios.Attacks;

/// <summary>Paths that scanners request from every server; this application has none of them.</summary>
internal static class ProbePaths
{
    public static IReadOnlyList<string> WellKnown { get; } =
    [
        "/.env", "/.git/config", "/.aws/credentials", "/wp-login.php", "/wp-admin/setup-config.php", "/xmlrpc.php", "/phpmyadmin/index.php", "/phpinfo.php",
        "/config.php.bak", "/backup.sql", "/server-status", "/actuator/env", "/actuator/health", "/cgi-bin/luci", "/boaform/admin/formLogin",
        "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php", "/solr/admin/info/system", "/manager/html", "/HNAP1/", "/owa/auth/logon.aspx",
        "/_ignition/execute-solution", "/telescope/requests", "/.DS_Store", "/id_rsa", "/web.config",
    ];

    public static string Invented(Random random) => $"/{random.Next():x}/{random.Next(1000)}.php";
}
