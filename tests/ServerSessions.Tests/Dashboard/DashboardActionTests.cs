using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
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

        var sent = await PostAsync(admin, await admin.GetStringAsync(page), page + "/block", ("reason", "scraping"), ("minutes", "30"));

        Assert.Equal((HttpStatusCode.SeeOther, page), (sent.StatusCode, new Uri(new Uri("http://localhost" + page + "/block"), sent.Headers.Location!).AbsolutePath));
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/who")).StatusCode);
        var decision = Assert.Single(await Control(app).ActiveAsync());
        Assert.Equal((ResponseKind.Block, "scraping", TimeSpan.FromMinutes(30)), (decision.Kind, decision.Reason, decision.Until - decision.At));
        var list = await admin.GetStringAsync("/admin/sessions/decisions?active=true");
        Assert.Contains("scraping", list, StringComparison.Ordinal);
        Assert.Contains("Release all", await admin.GetStringAsync(page), StringComparison.Ordinal);

        var release = $"/admin/sessions/decisions/{decision.Id}/release";
        Assert.Contains($"action=\"{release}\"", list, StringComparison.Ordinal);
        var back = await PostAsync(admin, list, release, ("reason", "it was a partner"));

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
    public async Task A_form_without_a_reason_is_refused_with_a_message()
    {
        await using var app = await StartAsync();
        var admin = app.Visitor();
        await app.Visitor().GetAsync("/who");
        var page = "/admin/sessions/sessions/" + (await app.SessionsAsync(1))[0].Summary.Id;
        var sent = await PostAsync(admin, await admin.GetStringAsync(page), page + "/revoke", ("reason", ""));
        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Null(sent.Headers.Location);
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
