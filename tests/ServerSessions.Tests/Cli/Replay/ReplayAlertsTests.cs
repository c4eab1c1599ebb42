using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Cli.Replay;

public sealed class ReplayAlertsTests : IDisposable
{
    private static readonly string[] Probes = ["/.env", "/.git/config", "/wp-login.php", "/phpmyadmin/", "/xmlrpc.php", "/server-status"];

    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_scanner_is_reported_in_full_with_its_requests_until_the_alert_was_raised()
    {
        string[] lines =
        [
            LogLine.Combined("10:00:00", "/", "198.51.100.7", "Scanner"),
            .. Probes.Select((path, second) => LogLine.Combined($"10:00:{second + 1:00}", path, "198.51.100.7", "Scanner", status: 404)),
            LogLine.Combined("10:00:03", "/", "198.51.100.7", "Another"),
        ];

        var alert = Assert.Single(await _cli.AlertsAsync(lines));

        Assert.Equal(
            ["rule", "name", "severity", "subject", "first", "raised", "last", "evidence", "requests", "reason"],
            alert.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("D13", "probing", "medium"), (alert.Text("rule"), alert.Text("name"), alert.Text("severity")));
        Assert.Equal("""{"ip":"198.51.100.7","userAgent":"Scanner"}""", alert.GetProperty("subject").GetRawText());
        Assert.Equal("2026-05-17T10:00:01Z", alert.Text("first"));
        Assert.Equal("2026-05-17T10:00:05Z", alert.Text("raised"));
        Assert.Equal("2026-05-17T10:00:06Z", alert.Text("last"));
        Assert.Equal(("6", "6"), (alert.Text("evidence"), alert.Text("requests")));
    }

    [Theory]
    [InlineData(404, 1)]
    [InlineData(403, 1)]
    [InlineData(200, 0)]
    [InlineData(301, 0)]
    public async Task What_the_site_answers_weighs_nothing(int status, int alerts)
    {
        var lines = Probes.Select((path, second) => LogLine.Combined($"10:00:{second:00}", path, status: status));
        Assert.Equal(alerts, (await _cli.AlertsAsync(lines)).Length);
    }

    [Fact]
    public async Task A_path_that_the_site_serves_to_others_is_no_probe_when_it_is_refused_to_one()
    {
        var served = Probes.Select((path, second) => LogLine.Combined($"09:00:{second:00}", path, "192.0.2.9"));
        var refused = Probes.Select((path, second) => LogLine.Combined($"10:00:{second:00}", path, status: 403));
        Assert.Empty(await _cli.AlertsAsync([.. served, .. refused]));
    }

    [Fact]
    public async Task Queries_that_attack_are_probes_although_the_page_answers()
    {
        string[] queries = ["id=1+union+select+1", "id=1%20and%201=1", "q=%3Cscript%3E", "file=../../etc/passwd", "x=${jndi:ldap://x}"];
        var attack = queries.Select((query, second) => LogLine.Combined($"10:00:{second:00}", $"/search?{query}"));
        var alert = Assert.Single(await _cli.AlertsAsync([.. attack]));
        Assert.Equal("D13", alert.Text("rule"));
        Assert.Contains("SQL in query", alert.Text("reason"), StringComparison.Ordinal);
        Assert.DoesNotContain("union", alert.Text("reason"), StringComparison.Ordinal);
        Assert.Empty(await _cli.AlertsAsync([.. attack.Take(4)]));
    }

    [Fact]
    public async Task With_routes_what_matches_none_is_unmatched_and_what_matches_is_not()
    {
        var routes = _cli.Log("routes.txt", "GET /", "GET /{shop}/{page}");
        var known = Enumerable.Range(0, 20).Select(n => LogLine.Combined($"10:00:{n:00}", $"/a/{n}", status: 404));
        var unknown = Enumerable.Range(0, 20).Select(n => LogLine.Combined($"10:00:{n:00}", $"/a/b/{n}", status: 500));
        Assert.Empty(await _cli.AlertsAsync(known, "--routes", routes));
        Assert.Equal("D13", Assert.Single(await _cli.AlertsAsync(unknown, "--routes", routes)).Text("rule"));
    }

    [Theory]
    [InlineData("http://www.shop.example/list")]
    [InlineData("https://elsewhere.example/list")]
    [InlineData("-")]
    public async Task A_referrer_that_the_client_names_makes_a_probe_no_broken_link(string referrer)
    {
        var visits = Enumerable.Range(0, 3).Select(n => WithReferrer(LogLine.Combined($"09:00:0{n}", "/list"), "http://shop.example/list"));
        var probes = Enumerable.Range(0, 16).Select(n => WithReferrer(LogLine.Combined($"10:00:{n:00}", $"/old/{n}", "192.0.2.9", status: 404), referrer));
        Assert.Equal("D13", Assert.Single(await _cli.AlertsAsync([.. visits, .. probes])).Text("rule"));
    }

    [Fact]
    public async Task A_missing_part_of_a_page_is_no_probe()
    {
        var missing = Enumerable.Range(0, 16).Select(n => LogLine.Combined($"10:00:0{1 + (n / 6)}", $"/old/{n}", "192.0.2.9", status: 404));
        Assert.Empty(await _cli.AlertsAsync([LogLine.Combined("10:00:00", "/list", "192.0.2.9"), .. missing]));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1)")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0")]
    public async Task A_name_that_the_client_gives_itself_spares_it_nothing(string agent) =>
        Assert.Single(await _cli.AlertsAsync([.. Enumerable.Range(0, 20).Select(n => LogLine.Combined($"10:00:{n:00}", $"/old/{n}", agent: agent, status: 404))]));

    [Theory]
    [InlineData(401, "--login", "/sign-in")]
    [InlineData(200, "--login", "/sign-in/", "--login-failure", "200,401")]
    public async Task Many_accounts_failing_from_one_address_are_stuffing(int status, params string[] options)
    {
        var alert = Assert.Single(await _cli.AlertsAsync(Stuffing(status), options));
        Assert.Equal("D1", alert.Text("rule"));
        Assert.Equal("192.0.2.1", alert.GetProperty("subject").Text("ip"));
    }

    [Fact]
    public async Task Without_login_routes_or_with_other_failures_there_is_no_stuffing()
    {
        Assert.Empty(await _cli.AlertsAsync(Stuffing(401)));
        Assert.Empty(await _cli.AlertsAsync(Stuffing(401), "--login", "/other"));
        Assert.Empty(await _cli.AlertsAsync(Stuffing(401), "--login", "/sign-in", "--login-failure", "403"));
        Assert.Empty(await _cli.AlertsAsync(Stuffing(302), "--login", "/sign-in"));
    }

    [Theory]
    [InlineData("/sign-in", 3, 1)]
    [InlineData("/sign-in", 6, 0)]
    [InlineData("/account", 3, 0)]
    public async Task A_login_that_redirects_back_failed_when_the_landing_follows_at_once(string landing, int seconds, int alerts)
    {
        var lines = Stuffing(302).SelectMany((line, n) => new[] { line, LogLine.Combined($"10:{n:00}:{seconds:00}", landing, user: "-") });
        Assert.Equal(alerts, (await _cli.AlertsAsync(lines, "--login", "/sign-in", "--login-failure-redirect", "/sign-in")).Length);
    }

    [Fact]
    public async Task A_line_that_names_its_account_is_an_attempt_unless_the_logins_were_given()
    {
        string Attempt(int n, string more) => $$"""{"time":"2026-05-17T10:{{n:00}}:00Z","ip":"192.0.2.1","method":"POST","path":"/sign-in","status":401{{more}}}""";
        var lines = Enumerable.Range(0, 12).Select(n => Attempt(n, $",\"account\":\"a{n}\"")).ToArray();
        Assert.Single(await _cli.AlertsAsync(lines));
        Assert.Empty(await _cli.AlertsAsync(lines, "--login", "/other"));
        Assert.Empty(await _cli.AlertsAsync(Enumerable.Range(0, 12).Select(n => Attempt(n, $",\"user\":\"a{n}\""))));
    }

    [Fact]
    public async Task The_account_of_a_json_line_wins_over_its_user()
    {
        string Attempt(int n, string more) => $$"""{"time":"2026-05-17T10:{{n:00}}:00Z","ip":"192.0.2.1","method":"POST","path":"/sign-in","status":401{{more}}}""";
        Assert.Single(await _cli.AlertsAsync(Enumerable.Range(0, 12).Select(n => Attempt(n, $",\"account\":\"a{n}\",\"user\":\"same\"")), "--login", "/sign-in"));
        var same = Assert.Single(await _cli.AlertsAsync(Enumerable.Range(0, 12).Select(n => Attempt(n, $",\"account\":\"same\",\"user\":\"a{n}\"")), "--login", "/sign-in"));
        Assert.Equal(("D3", """{"ip":"192.0.2.1","account":"same"}"""), (same.Text("rule"), same.GetProperty("subject").GetRawText()));
    }

    [Theory]
    [InlineData("01/Jan/0001")]
    [InlineData("31/Dec/9999")]
    public async Task A_line_at_the_ends_of_the_calendar_is_folded_like_any_other(string date)
    {
        var lines = Probes.Select(path => LogLine.Combined("23:59:59", path, status: 404, date: date));
        Assert.Single(await _cli.AlertsAsync(lines));
    }

    private static string WithReferrer(string line, string referrer) => line.Replace("\"-\"", $"\"{referrer}\"", StringComparison.Ordinal);

    private static string[] Stuffing(int status) =>
        [.. Enumerable.Range(0, 12).Select(n => LogLine.Combined($"10:{n:00}:00", "/sign-in", method: "POST", status: status, user: $"user{n}"))];
}
