using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Hosting;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Dashboard;

public sealed class DashboardPagesTests
{
    [Theory]
    [InlineData("sessions/019a9e5c-7c40-7000-8abc-00000000ffff", "No such session")]
    [InlineData("sessions/unknown", "is not the id of a session")]
    [InlineData("alerts/unknown", "No such alert")]
    [InlineData("webhooks/unknown/deliveries", "No such webhook")]
    [InlineData("sessions/019a9e5c-7c40-7000-8abc-00000000ffff/block/confirm", "There is no session")]
    [InlineData("sessions/019a9e5c-7c40-7000-8abc-0123456789ab/praise/confirm", "Nothing to confirm")]
    [InlineData("alerts/unknown/resolve/confirm", "There is no alert")]
    [InlineData("detectors/D99/mode/confirm", "There is no rule")]
    [InlineData("webhooks/unknown/test/confirm", "There is no webhook")]
    public async Task An_unknown_id_is_a_friendly_404(string path, string text)
    {
        var (status, html) = await GetAsync(DashboardApp.Benign(), path);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains(text, html);
    }

    [Theory]
    [InlineData("sessions?class=Happy", "completed, blocked")]
    [InlineData("sessions?class=3", "completed, blocked")]
    [InlineData("sessions?minRisk=-1", "a whole number from 0")]
    [InlineData("sessions?live=perhaps", "true or false")]
    [InlineData("sessions?limit=501", "from 1 to 500")]
    [InlineData("sessions?after=foreign", "is not one of ours")]
    [InlineData("alerts?severity=Terrible", "info, low, medium, high")]
    [InlineData("?range=2y", "1h, 24h, 7d, 30d")]
    [InlineData("?segment=actor:ghost", "person, crawler, agent, tool, attacker, other, all")]
    [InlineData("insights/automation?range=2y", "1h, 24h, 7d, 30d")]
    [InlineData("insights/goals?segment=planet:mars", "expected key:value with one of the keys")]
    [InlineData("insights/releases/1.0?days=91", "a whole number from 1 to 90")]
    [InlineData("insights/paths?direction=up", "one of forward, backward")]
    [InlineData("insights/funnels?steps=one", "2 to 20 steps")]
    [InlineData("insights/retention?period=decade", "one of day, week, month")]
    [InlineData("insights/friction?range=7d&from=2026-11-01", "one of both")]
    [InlineData("?from=yesterday", "a time such as")]
    [InlineData("insights/stuck?hours=169", "a whole number from 1 to 168")]
    [InlineData("webhooks/wh_1/deliveries?state=lost", "pending, delivered, failed")]
    [InlineData("detectors/D1/mode/confirm?mode=kill", "off, observe, alert, shadow, enforce")]
    public async Task A_filter_that_cannot_be_read_is_a_400_that_says_what_was_expected(string path, string text)
    {
        var (status, html) = await GetAsync(DashboardApp.Benign(), path);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(text, WebUtility.HtmlDecode(html));
    }

    [Fact]
    public async Task A_filter_that_cannot_be_read_is_shown_again_with_all_that_was_typed()
    {
        var (status, html) = await GetAsync(DashboardApp.Benign(), "sessions?rule=D9&minRisk=many&route=GET%20%2F%22%3E%3Cscript%3E&user=&after=abc");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["minRisk=many", "route=GET /\"><script>", "rule=D9"], Regex.Matches(html, "<input name=\"([^\"]*)\" value=\"([^\"]*)\"")
            .Select(match => $"{match.Groups[1].Value}={WebUtility.HtmlDecode(match.Groups[2].Value)}").Order());
        Assert.Contains("href=\"/admin/sessions/sessions\">This page without the query", html);
    }

    [Fact]
    public async Task The_fields_of_the_form_become_the_query()
    {
        var reports = DashboardApp.Benign();
        await GetAsync(reports, "sessions?class=blocked&outcome=Denied&rule=D9&minRisk=20&route=GET%20%2Fcart&live=false&user=&after=abc&limit=10");
        Assert.Equal(
            new SessionQuery
            {
                Class = JourneyClass.Blocked,
                Outcome = Outcome.Denied,
                Rule = "D9",
                MinRisk = 20,
                Route = "GET /cart",
                Live = false,
                After = "abc",
                Limit = 10,
            },
            reports.AskedSessions);
    }

    [Fact]
    public async Task The_link_to_older_sessions_keeps_the_filters_and_takes_the_cursor()
    {
        var (_, html) = await GetAsync(DashboardApp.Benign(), "sessions?class=Blocked&route=GET%20%2Fcart%26x");
        var older = Assert.Single(Markup.Tags(html), tag => tag.Attributes.Contains(("rel", "next")));
        var reports = DashboardApp.Benign();
        await GetAsync(reports, older.Attributes.Single(pair => pair.Name == "href").Value["/admin/sessions/".Length..]);
        Assert.Equal(new SessionQuery { Class = JourneyClass.Blocked, Route = "GET /cart&x", After = reports.Next }, reports.AskedSessions);
    }

    [Fact]
    public async Task The_last_page_has_no_link_to_older_ones()
    {
        var (_, html) = await GetAsync(new FixedReports(new DashboardData(() => "GET /")) { Next = null }, "sessions");
        Assert.DoesNotContain("rel=\"next\"", html);
    }

    [Theory]
    [InlineData("", 25)]
    [InlineData("?range=1h", 2)]
    public async Task A_range_of_hours_covers_whole_hours_and_the_one_that_runs(string query, int hours)
    {
        var reports = DashboardApp.Benign();
        await GetAsync(reports, query);
        var end = new DateTimeOffset(2026, 11, 21, 15, 0, 0, TimeSpan.Zero);
        Assert.Equal((end.AddHours(-hours), end), reports.AskedRanges[0]);
        // Compared with as long before.
        Assert.Equal((end.AddHours(-2 * hours), end.AddHours(-hours)), reports.AskedRanges[1]);
    }

    [Theory]
    [InlineData("?range=7d", 7)]
    [InlineData("?range=30d", 30)]
    public async Task A_range_of_days_covers_today_and_its_days_that_are_over_are_compared_with_as_many_before(string query, int days)
    {
        var reports = DashboardApp.Benign();
        await GetAsync(reports, query);
        var (today, midnight) = (new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal([(midnight.AddDays(-days), midnight), (midnight.AddDays(-days), today), (midnight.AddDays(-2 * days), today.AddDays(-days))], reports.AskedRanges);
    }

    [Theory]
    [InlineData("", "No sessions yet")]
    [InlineData("sessions", "No sessions yet")]
    [InlineData("sessions?class=Blocked", "No session matches")]
    [InlineData("insights/automation", "No automation in this range")]
    [InlineData("insights/goals", "No goals")]
    [InlineData("insights/releases", "No releases")]
    [InlineData("insights/funnels", "No funnels are declared")]
    [InlineData("insights/paths", "No paths in this range")]
    [InlineData("insights/friction", "No sessions in this range")]
    [InlineData("insights/abandonment", "No flows are declared")]
    [InlineData("insights/adoption", "No features are declared")]
    [InlineData("insights/retention", "No person began in this range")]
    [InlineData("insights/experiments", "No experiments are declared")]
    [InlineData("insights/navigation", "Not enough weeks yet")]
    [InlineData("insights/latency", "No sessions in this range")]
    [InlineData("insights/engagement", "No page was reported in this range")]
    [InlineData("insights/vitals", "No web vitals in this range")]
    [InlineData("insights/clicks", "No clicks in this range")]
    [InlineData("insights/fields", "No form fields in this range")]
    [InlineData("insights/alerts", "No thresholds")]
    [InlineData("alerts", "No alerts")]
    [InlineData("alerts?rule=D9", "No alert matches")]
    [InlineData("pipeline", "No requests yet")]
    [InlineData("pipeline/dead-letters", "No dead letters")]
    [InlineData("insights/stuck", "No one is stuck")]
    [InlineData("sessions/live", "No session is open")]
    [InlineData("users", "Find a user")]
    [InlineData("users/alice", "No session of this user is stored")]
    [InlineData("detectors", "No rules")]
    [InlineData("webhooks", "No webhooks")]
    [InlineData("insights/nudges", "No nudges")]
    [InlineData("privacy", "No erasures")]
    public async Task An_empty_page_says_why(string path, string text)
    {
        var (status, html) = await GetAsync(new FixedReports(new DashboardData(() => "")) { IsEmpty = true }, path);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(text, html);
    }

    [Theory]
    [InlineData("", "10")]
    [InlineData("?range=30d", "60")]
    [InlineData("?from=2026-11-01", null)]
    [InlineData("sessions?live=true&user=8f14", "5")]
    [InlineData("sessions?rule=D9", null)]
    [InlineData("sessions?after=abc", null)]
    [InlineData("sessions/live", "10")]
    [InlineData("insights/stuck", "30")]
    [InlineData("insights/stuck?hours=168", null)]
    [InlineData("privacy", "5")]
    [InlineData("sessions/019a9e5c-7c40-7000-8abc-0123456789ab", null)]
    public async Task A_page_is_read_again_only_where_it_shows_news_and_costs_no_scan(string path, string? seconds)
    {
        var (_, html) = await GetAsync(DashboardApp.Benign(), path);
        Assert.Equal(seconds, Markup.Values(html, "data-refresh").SingleOrDefault());
    }

    [Fact]
    public async Task The_overview_says_whose_figures_it_has_and_how_many_sessions_were_left_out_and_why()
    {
        var (_, html) = await GetAsync(DashboardApp.Benign(), "");
        Assert.Contains("Sessions of people", html);
        // No list has sessions whose journeys are not kept any more, so the numbers are plain.
        Assert.Matches("571 sessions of attackers</span> \\(an open finding of severity Medium or higher, or risk from 50 points\\), <span[^>]*>1 session of crawlers</span>", html);
        Assert.Contains("segment=actor:all", html);
        Assert.Contains("can no longer change these figures", html);
        var reports = DashboardApp.Benign();
        var (_, everybody) = await GetAsync(reports, "?segment=actor:all");
        Assert.Contains("Sessions of all visitors", everybody);
        Assert.Equal("actor:all", Assert.Single(reports.AskedSegment!.Pairs) is var pair ? $"{pair.Key}:{pair.Value}" : "");
    }

    [Fact]
    public async Task Automation_lists_machines_with_what_verifies_them_and_what_they_read()
    {
        var (_, html) = await GetAsync(DashboardApp.Benign(), "insights/automation");
        Assert.Contains("Googlebot", html);
        Assert.Contains("claimed, not verified", html);
        Assert.Contains("verified: published range", html);
        Assert.Contains("GET /products/{id}", html);
    }

    [Fact]
    public async Task Goals_say_what_they_were_worth_and_what_drop_offs_cost()
    {
        var reports = DashboardApp.Benign();
        var (_, html) = await GetAsync(reports, "insights/goals?range=7d&segment=cohort:newsletter&segment=device:phone");
        Assert.Contains("4,567.50 EUR", html);
        Assert.Contains("3,000.00 EUR", html);
        Assert.Contains("571 sessions of attackers", html);
        Assert.Equal(["cohort:newsletter", "device:phone"], reports.AskedSegment!.Pairs.Select(pair => $"{pair.Key}:{pair.Value}"));
        // The form and the ranges keep what is selected.
        Assert.Contains("<option value=\"cohort:newsletter\" selected", html);
        Assert.Contains("name=\"segment\" value=\"device:phone\"", html);
        Assert.Contains("?range=24h&segment=cohort:newsletter&segment=device:phone", WebUtility.HtmlDecode(html));
    }

    [Fact]
    public async Task A_release_is_compared_with_the_time_before_it_and_chance_is_named()
    {
        var (_, list) = await GetAsync(DashboardApp.Benign(), "insights/releases");
        Assert.Contains("/admin/sessions/insights/releases/1.4.0%2B5f3c0d1e", list);
        var (_, html) = await GetAsync(DashboardApp.Benign(), "insights/releases/1.4.0%2B5f3c0d1e?segment=device:phone");
        html = WebUtility.HtmlDecode(html);
        Assert.Contains("20.0 %", html);
        Assert.Contains("−50.0 %", html);
        Assert.Contains("unlikely: more than twice", html);
        Assert.Contains("possible: within twice", html);
        Assert.Contains("/admin/sessions/insights/releases/1.4.0%2B5f3c0d1e?days=14&segment=device:phone", html);
        Assert.Contains("Too few sessions", (await GetAsync(DashboardApp.Benign(), "insights/releases/1.4.0?days=1")).Html);
    }

    [Fact]
    public async Task Thresholds_say_how_they_stand_and_link_the_open_alert()
    {
        var (_, html) = await GetAsync(DashboardApp.Benign(), "insights/alerts");
        Assert.Contains($"/admin/sessions/alerts/{DashboardData.KnownAlert}", html);
        foreach (var state in (string[])["crossed: see the alert", "not crossed", "too few sessions", "not compared yet", "below 2.0 %", "above 10 m 00 s"])
            Assert.Contains(state, html);
    }

    [Fact]
    public async Task A_session_says_what_its_visitor_is_why_and_by_which_alert()
    {
        var (_, html) = await GetAsync(DashboardApp.Benign(), "sessions/" + DashboardData.KnownSession);
        Assert.Contains("Attacker: open finding, GET /products/{id}", html);
        Assert.Contains($"/admin/sessions/alerts/{DashboardData.KnownAlert}", html);
        Assert.Contains("judged a false positive", html);
    }

    [Fact]
    public async Task A_session_that_is_open_is_marked()
    {
        var (_, html) = await GetAsync(DashboardApp.Benign(), "sessions");
        Assert.Single(Markup.Values(html, "class"), name => name == "badge live");
    }

    [Fact]
    public async Task A_friction_score_is_shown_with_the_weights_of_its_parts()
    {
        var (_, html) = await GetAsync(DashboardApp.Benign(), "sessions/" + DashboardData.KnownSession);
        Assert.Matches("Errors.*>3</td>.*>2</td>.*>6</td>", html.ReplaceLineEndings(" "));
    }

    [Fact]
    public async Task A_number_that_passed_its_threshold_is_drawn_beyond_the_mark()
    {
        var (_, html) = await GetAsync(DashboardApp.Benign(), "alerts/" + DashboardData.KnownAlert);
        // 40 against 10 on a scale that ends at 46.
        Assert.Contains("<rect class=\"fill over\" y=\"2\" width=\"86.96\" height=\"6\"", html);
        Assert.Contains("<line class=\"mark\" x1=\"21.74\" x2=\"21.74\"", html);
    }

    [Fact]
    public async Task The_evidence_links_to_its_session()
    {
        var (_, html) = await GetAsync(DashboardApp.Benign(), "alerts/" + DashboardData.KnownAlert);
        Assert.Contains($"/admin/sessions/sessions/{DashboardData.KnownSession}", Markup.Values(html, "href"));
    }

    [Fact]
    public async Task Recorded_dropped_and_excluded_fill_the_bar_of_what_was_served()
    {
        var (_, html) = await GetAsync(DashboardApp.Benign(), "pipeline");
        Assert.Contains("<rect class=\"recorded\" width=\"70\"", html);
        Assert.Contains("<rect class=\"dropped\" x=\"70\" width=\"5\"", html);
        Assert.Contains("<rect class=\"excluded\" x=\"75\" width=\"25\"", html);
    }

    [Theory]
    [InlineData("detectors/D1/replay")]
    [InlineData("sessions/1/2")]
    [InlineData("insights/overview")]
    public void Other_paths_are_left_to_others(string path) =>
        Assert.Null(new DashboardPages(TimeProvider.System).Page(new DefaultHttpContext(), path));

    [Fact]
    public async Task A_page_announces_its_length()
    {
        await using var app = await DashboardApp.StartAsync();
        using var response = await app.Client.GetAsync("/admin/sessions");
        Assert.Equal(response.Content.Headers.ContentLength, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task The_pipeline_page_names_the_rules_that_are_switched_off()
    {
        Assert.Matches("switched off(?s:.*)>X7<", (await GetAsync(DashboardApp.Benign(), "pipeline")).Html);
        Assert.DoesNotContain("switched off", (await GetAsync(new FixedReports(new DashboardData(() => "a")) { IsEmpty = true }, "pipeline")).Html, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Html)> GetAsync(FixedReports reports, string path)
    {
        await using var app = await DashboardApp.StartAsync(reports);
        using var response = await app.Client.GetAsync("/admin/sessions" + (path.StartsWith('?') ? path : "/" + path));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
