using System.Net;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Dashboard;

/// <summary>What the pages about people, findings and operation show of their data.</summary>
public sealed class OperationPagesTests
{
    [Fact]
    public async Task Stuck_people_are_listed_with_cause_field_and_what_to_do()
    {
        var html = await GetAsync("insights/stuck");
        Assert.Contains("stuck now", html);
        Assert.Contains("input refused, 4 times", html);
        Assert.Contains("Explain what these fields expect.", html);
        Assert.Contains("The first 3 of 105.", html);
        Assert.Contains($"/admin/sessions/sessions/{DashboardData.KnownSession}", html);
        Assert.Contains("some are missing here", html);
    }

    [Fact]
    public async Task The_live_page_names_its_event_stream_and_is_polled_too()
    {
        var html = await GetAsync("sessions/live");
        Assert.Equal("/admin/sessions/sessions/live", Assert.Single(Markup.Values(html, "data-events")));
        Assert.Equal("10", Assert.Single(Markup.Values(html, "data-refresh")));
        Assert.Empty(Markup.Values(await GetAsync("sessions"), "data-events"));
    }

    [Fact]
    public async Task A_user_of_another_issuer_keeps_the_issuer_in_every_link()
    {
        var html = await GetAsync("users?user=al%2Fice&issuer=https://idp.example");
        string[] expected =
        [
            "/admin/sessions/users/al%2Fice/erase/confirm?issuer=https:%2F%2Fidp.example", "/admin/sessions/users/al%2Fice/export?format=csv&issuer=https:%2F%2Fidp.example",
            "/admin/sessions/users/al%2Fice/revoke/confirm?issuer=https:%2F%2Fidp.example",
        ];
        Assert.Superset(expected.ToHashSet(), Markup.Values(html, "href").Select(WebUtility.HtmlDecode).ToHashSet()!);
        Assert.Contains("An erasure of this user runs: 3 of 8 partitions", html);
        var question = await GetAsync("users/al%2Fice/erase/confirm?issuer=https%3A%2F%2Fidp.example");
        Assert.Contains("It cannot be undone.", question);
        Assert.Equal("/admin/sessions/users/al%2Fice/erase?issuer=https:%2F%2Fidp.example", Assert.Single(Markup.Values(question, "action")));
    }

    [Fact]
    public async Task A_rule_shows_its_precision_its_shadow_rate_and_the_modes_it_can_have()
    {
        var html = await GetAsync("detectors");
        Assert.Contains("42.9 %", html);
        Assert.Contains("3 right, 4 false", html);
        Assert.Contains("25.0 % false alarms of 8", html);
        Assert.Contains("usually alert", html);
        Assert.Contains("off until this process restarts", html);
        Assert.Contains("/admin/sessions/detectors/D1/mode/confirm?mode=Enforce", html);
    }

    [Fact]
    public async Task Replays_at_work_show_their_progress_and_can_be_cancelled_and_the_page_is_read_again()
    {
        var html = await GetAsync("replays");
        Assert.Contains("1,200 of 4,800 journeys", html);
        Assert.Equal("3", Assert.Single(Markup.Values(html, "data-refresh")));
        // One waits and one runs.
        Assert.Equal(2, Markup.Values(html, "href").Count(link => link.EndsWith("/cancel/confirm", StringComparison.Ordinal)));
        Assert.Contains("<td data-label=\"Findings\" class=\"n\">31</td>", html);
        var done = await GetAsync("replays/job_1");
        // Two of ten examples are left.
        Assert.Contains("Some examples were erased together with the people", done);
        Assert.DoesNotContain(Markup.Values(done, "href"), link => link.EndsWith("/cancel/confirm", StringComparison.Ordinal));
        Assert.Contains("2025-11-21", done);
        Assert.Contains($"/admin/sessions/sessions/{DashboardData.KnownSession}", done);
    }

    [Fact]
    public async Task Exports_and_erasures_show_how_far_they_are_and_those_that_can_be_cancelled_lead_to_a_confirmation()
    {
        var html = await GetAsync("privacy");
        Assert.Contains("3 of 8 partitions", html);
        Assert.Contains("1,200 bytes", html);
        Assert.Contains("cancelled", html);
        // One erasure that waits, one export that waits and one that runs.
        var cancels = Markup.Values(html, "href").Where(link => link.EndsWith("/cancel/confirm", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, cancels.Count);
        Assert.Single(cancels, link => link.Contains("/erasures/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_erasure_that_waits_is_shown_as_waiting_with_its_subject_and_from_where_it_was_asked_for()
    {
        var html = await GetAsync("privacy");
        Assert.Contains("<span>waiting</span>", html);
        Assert.Contains($"/admin/sessions/users/{DashboardData.KnownUser}", Markup.Values(html, "href"));
        Assert.Contains($"/admin/sessions/sessions/{DashboardData.KnownSession}", Markup.Values(html, "href"));
        Assert.Contains("an administrator", html);
        Assert.Contains("the person", html);
        var question = await GetAsync("erasures/era_1/cancel/confirm");
        Assert.Contains("Nothing of it has been erased", question);
        Assert.Contains(DashboardData.KnownUser, question);
    }

    [Fact]
    public async Task A_webhook_shows_its_dead_letters_and_sends_them_again()
    {
        Assert.Contains("/admin/sessions/webhooks/wh_1/deliveries", await GetAsync("webhooks"));
        var html = await GetAsync("webhooks/wh_1/deliveries?state=failed");
        Assert.Contains("Dead letters", html);
        Assert.Contains("refused 404", html);
        Assert.Contains("/admin/sessions/webhooks/wh_1/recover/confirm", html);
        Assert.Contains("/admin/sessions/webhooks/wh_1/enable/confirm", html);
        Assert.Contains("/resend/confirm", html);
    }

    [Fact]
    public async Task A_nudge_shows_its_lift_with_the_interval_against_its_holdout()
    {
        var html = WebUtility.HtmlDecode(await GetAsync("insights/nudges"));
        Assert.Contains("+12.0 %", html);
        Assert.Contains("+2.0 % to +24.0 %", html);
        Assert.Contains("(control)", html);
        Assert.Contains("better than without", html);
    }

    [Fact]
    public async Task Privacy_shows_retention_running_erasures_and_consents()
    {
        var html = await GetAsync("privacy");
        Assert.Contains("90 d 0 h", html);
        Assert.Contains("3 of 8 partitions", html);
        Assert.Contains("3 sessions", html);
        Assert.Contains("newest decisions of 40 browsers and users", html);
    }

    [Fact]
    public async Task An_alert_shows_its_handling_and_offers_the_other_states()
    {
        var html = await GetAsync($"alerts/{DashboardData.KnownAlert}");
        Assert.Contains($"/admin/sessions/alerts/{DashboardData.KnownAlert}/false-positive/confirm", html);
        Assert.DoesNotContain("/acknowledge/confirm", html);
        Assert.Contains("What people did about this alert", html);
        var question = await GetAsync($"alerts/{DashboardData.KnownAlert}/false-positive/confirm");
        Assert.Contains("counts against the precision", question);
        Assert.Contains("suppressDays", Markup.Values(question, "name"));
    }

    [Fact]
    public async Task A_session_leads_to_the_one_before_and_after_it_and_to_its_files()
    {
        var html = await GetAsync($"sessions/{DashboardData.KnownSession}");
        Assert.Contains("next session", html);
        Assert.DoesNotContain("previous session", html);
        Assert.Contains("previous session", await GetAsync($"sessions/{DashboardData.OtherSession}"));
        Assert.Contains($"/admin/sessions/sessions/{DashboardData.KnownSession}/markdown", html);
        Assert.Contains($"/admin/sessions/sessions/{DashboardData.KnownSession}/erase/confirm", html);
        Assert.Contains("backtrack", html);
    }

    private static async Task<string> GetAsync(string path)
    {
        await using var app = await DashboardApp.StartAsync(DashboardApp.Benign());
        using var response = await app.Client.GetAsync("/admin/sessions/" + path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
