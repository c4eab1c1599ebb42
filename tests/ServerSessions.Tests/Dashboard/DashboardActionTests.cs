using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Dashboard;

/// <summary>People respond on a session's page: a form with the application's token, which brings them back.</summary>
public sealed class DashboardActionTests
{
    [Fact]
    public async Task A_session_is_blocked_on_its_page_and_taken_back_in_the_list()
    {
        await using var app = await StartAsync();
        var (visitor, admin) = (app.Visitor(), app.Visitor());
        await visitor.GetAsync("/who");
        var session = (await app.SessionsAsync(1))[0].Summary.Id;
        var page = "/admin/sessions/sessions/" + session;

        Assert.Contains($"href=\"{page}/block/confirm\"", await admin.GetStringAsync(page), StringComparison.Ordinal);
        var question = await admin.GetStringAsync(page + "/block/confirm");
        Assert.Contains("Every request gets status 403", question, StringComparison.Ordinal);
        Assert.Empty(await Control(app).ActiveAsync());

        var sent = await PostAsync(admin, question, page + "/block", ("reason", "scraping"), ("minutes", "30"));

        Assert.Equal((HttpStatusCode.SeeOther, page), (sent.StatusCode, new Uri(new Uri("http://localhost" + page + "/block"), sent.Headers.Location!).AbsolutePath));
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/who")).StatusCode);
        var decision = Assert.Single(await Control(app).ActiveAsync());
        Assert.Equal((ResponseKind.Block, "scraping", TimeSpan.FromMinutes(30)), (decision.Kind, decision.Reason, decision.Until - decision.At));
        var list = await admin.GetStringAsync("/admin/sessions/decisions?active=true");
        Assert.Contains("scraping", list, StringComparison.Ordinal);
        Assert.Contains("Release all…", WebUtility.HtmlDecode(await admin.GetStringAsync(page)), StringComparison.Ordinal);

        var release = $"/admin/sessions/decisions/{decision.Id}/release";
        Assert.Contains($"href=\"{release}/confirm\"", list, StringComparison.Ordinal);
        var back = await PostAsync(admin, await admin.GetStringAsync(release + "/confirm"), release, ("reason", "it was a partner"));

        Assert.Equal("/admin/sessions/decisions", new Uri(new Uri("http://localhost" + release), back.Headers.Location!).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/who")).StatusCode);
        Assert.Contains("it was a partner", await admin.GetStringAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_token_of_the_page_nothing_is_decided()
    {
        await using var app = await StartAsync();
        await app.Visitor().GetAsync("/who");
        var session = (await app.SessionsAsync(1))[0].Summary.Id;

        var sent = await app.Visitor().PostAsync($"/admin/sessions/sessions/{session}/block", new FormUrlEncodedContent([new("reason", "scraping")]));

        Assert.Equal(HttpStatusCode.Forbidden, sent.StatusCode);
        Assert.Empty(await Control(app).ActiveAsync());
    }

    [Fact]
    public async Task A_form_without_a_reason_is_refused_on_a_page_that_says_why()
    {
        await using var app = await StartAsync();
        var admin = app.Visitor();
        await app.Visitor().GetAsync("/who");
        var page = "/admin/sessions/sessions/" + (await app.SessionsAsync(1))[0].Summary.Id;
        var sent = await PostAsync(admin, await admin.GetStringAsync(page + "/revoke/confirm"), page + "/revoke", ("reason", ""));
        Assert.Equal((HttpStatusCode.BadRequest, "text/html"), (sent.StatusCode, sent.Content.Headers.ContentType?.MediaType));
        Assert.Null(sent.Headers.Location);
        Assert.Contains("Say why", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_sends_a_form_gets_the_problem_itself()
    {
        await using var app = await StartAsync();
        await app.Visitor().GetAsync("/who");
        var page = "/admin/sessions/sessions/" + (await app.SessionsAsync(1))[0].Summary.Id;
        var admin = app.Visitor();
        var token = await admin.GetStringAsync(page + "/revoke/confirm");
        admin.DefaultRequestHeaders.Remove("Accept");
        admin.DefaultRequestHeaders.Add("Accept", "application/json");
        var sent = await PostAsync(admin, token, page + "/revoke", ("reason", ""));
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (sent.StatusCode, sent.Content.Headers.ContentType?.MediaType));
        Assert.Equal(HttpStatusCode.NotAcceptable, (await admin.GetAsync(page + "/revoke/confirm")).StatusCode);
    }

    [Fact]
    public async Task A_session_and_a_user_are_erased_after_a_confirmation_and_the_erasures_are_listed()
    {
        await using var app = await StartAsync();
        var (visitor, admin) = (app.Visitor(), app.Visitor());
        await visitor.PostAsync("/in/alice", null);
        await visitor.GetAsync("/who");
        await app.SessionsAsync(2);
        var person = "/admin/sessions/users/alice";
        var page = await admin.GetStringAsync(person);
        Assert.Contains("/admin/sessions/sessions/", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{person}/erase/confirm\"", page, StringComparison.Ordinal);

        var sent = await PostAsync(admin, await admin.GetStringAsync(person + "/erase/confirm"), person + "/erase");

        Assert.Equal((HttpStatusCode.SeeOther, "/admin/sessions/privacy"), (sent.StatusCode, new Uri(new Uri("http://localhost" + person + "/erase"), sent.Headers.Location!).AbsolutePath));
        await Waiting.UntilAsync(async () => (await app.Reports.ListAsync(new SessionQuery { User = "alice" })).Items.Count == 0, what: "alice is erased");
        Assert.Contains("era_", await admin.GetStringAsync("/admin/sessions/privacy"), StringComparison.Ordinal);
        Assert.DoesNotContain("alice", await admin.GetStringAsync("/admin/sessions/privacy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mode_of_a_rule_is_changed_after_a_confirmation()
    {
        await using var app = await StartAsync();
        var admin = app.Visitor();
        var rules = app.Services.GetRequiredService<ISessionRules>();
        Assert.Contains("/admin/sessions/detectors/D1/mode/confirm?mode=Off", await admin.GetStringAsync("/admin/sessions/detectors"), StringComparison.Ordinal);
        var question = await admin.GetStringAsync("/admin/sessions/detectors/D1/mode/confirm?mode=Off");
        Assert.Contains("The rule does not run.", question, StringComparison.Ordinal);

        var sent = await PostAsync(admin, question, "/admin/sessions/detectors/D1/mode", ("mode", "off"));

        Assert.Equal((HttpStatusCode.SeeOther, "/admin/sessions/detectors"), (sent.StatusCode, new Uri(new Uri("http://localhost/admin/sessions/detectors/D1/mode"), sent.Headers.Location!).AbsolutePath));
        Assert.Equal(DetectionMode.Off, (await rules.ListAsync()).Single(rule => rule.Id == "D1").Mode);
        var enforce = await PostAsync(admin, question, "/admin/sessions/detectors/D1/mode", ("mode", "enforce"));
        Assert.Equal(HttpStatusCode.BadRequest, enforce.StatusCode);
        var again = await enforce.Content.ReadAsStringAsync();
        Assert.Contains("No response is set", again, StringComparison.Ordinal);
        Assert.Contains("Set the mode of this rule to enforce?", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_replayed_after_a_confirmation_and_the_page_of_the_replay_shows_its_result()
    {
        await using var app = await StartAsync();
        var admin = app.Visitor();
        const string act = "/admin/sessions/detectors/D1/replays";
        Assert.Contains($"href=\"{act}/confirm\"", await admin.GetStringAsync("/admin/sessions/detectors"), StringComparison.Ordinal);
        var question = await admin.GetStringAsync(act + "/confirm");
        Assert.Contains("No alert is raised", question, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.PostAsync(act, new FormUrlEncodedContent([new("from", "")]))).StatusCode);

        var sent = await PostAsync(admin, question, act, ("from", "2026-01-31"), ("to", ""));

        var replays = app.Services.GetRequiredService<ISessionReplays>();
        var job = "/admin/sessions/replays/" + (await replays.ListAsync())[0].Id;
        Assert.Equal((HttpStatusCode.SeeOther, job), (sent.StatusCode, new Uri(new Uri("http://localhost" + act), sent.Headers.Location!).AbsolutePath));
        await Waiting.UntilAsync(async () => (await replays.ListAsync()) is [{ State: JobState.Done }], what: "the replay is done");
        var path = "/admin/sessions/replays/" + (await replays.ListAsync())[0].Id;
        Assert.Contains($"href=\"{path}\"", await admin.GetStringAsync("/admin/sessions/replays"), StringComparison.Ordinal);
        var page = await admin.GetStringAsync(path);
        Assert.Contains("What stored sessions cannot show", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-refresh=", page, StringComparison.Ordinal);

        var refused = await PostAsync(admin, question, act, ("from", "soon"), ("to", "2026-02-28"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var again = await refused.Content.ReadAsStringAsync();
        Assert.Contains("expected a time", again, StringComparison.Ordinal);
        Assert.Superset(new HashSet<string> { "soon", "2026-02-28" }, Markup.Values(again, "value").ToHashSet());
        Assert.Equal(act, Assert.Single(Markup.Values(again, "action")));
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(admin, again, act, ("from", ""), ("to", "2026-02-28"))).StatusCode);
    }

    [Fact]
    public async Task A_filtered_list_is_saved_as_a_view_opened_by_its_link_and_deleted()
    {
        await using var app = await StartAsync();
        var admin = app.Visitor();
        const string list = "/admin/sessions/sessions";
        Assert.DoesNotContain("Save this view", await admin.GetStringAsync(list), StringComparison.Ordinal);
        Assert.DoesNotContain("Save this view", await admin.GetStringAsync(list + "?user=alice"), StringComparison.Ordinal);
        var page = await admin.GetStringAsync(list + "?outcome=failed&range=7d");
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.PostAsync("/admin/sessions/views", new FormUrlEncodedContent([new("name", "x"), new("query", "?live=true")]))).StatusCode);

        var query = WebUtility.HtmlDecode(Markup.Values(page, "value").First(value => value.StartsWith("?outcome", StringComparison.Ordinal)));
        var sent = await PostAsync(admin, page, "/admin/sessions/views", ("name", "Failures <b>of the week</b>"), ("query", query));

        Assert.Equal((HttpStatusCode.SeeOther, list), (sent.StatusCode, new Uri(new Uri("http://localhost/admin/sessions/views"), sent.Headers.Location!).AbsolutePath));
        page = await admin.GetStringAsync(list);
        Assert.Contains($"{list}?outcome=Failed&range=7d", Markup.Values(page, "href").Select(WebUtility.HtmlDecode));
        Assert.DoesNotContain("<b>of the week", page, StringComparison.Ordinal);
        var confirm = Markup.Values(page, "href").Single(link => link.EndsWith("/delete/confirm", StringComparison.Ordinal));
        var question = await admin.GetStringAsync(confirm);
        Assert.Contains("Delete this saved view?", question, StringComparison.Ordinal);
        var delete = confirm[..^"/confirm".Length];
        var deleted = await PostAsync(admin, question, delete);
        Assert.Equal((HttpStatusCode.SeeOther, list), (deleted.StatusCode, new Uri(new Uri("http://localhost" + delete), deleted.Headers.Location!).AbsolutePath));
        Assert.DoesNotContain("of the week", await admin.GetStringAsync(list), StringComparison.Ordinal);
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        SignInApp.Map,
        services =>
        {
            SignInApp.Services(services);
            services.AddAntiforgery();
        },
        after: services => new SessionTrackingBuilder(services).AddDashboard());

    private static ISessionControl Control(TrackedApp app) => app.Services.GetRequiredService<ISessionControl>();

    private static Task<HttpResponseMessage> PostAsync(HttpClient admin, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"");
        Assert.True(token.Success, "The page carries no token.");
        return admin.PostAsync(action, new FormUrlEncodedContent(
            [new("__RequestVerificationToken", WebUtility.HtmlDecode(token.Groups[1].Value)), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]));
    }
}
