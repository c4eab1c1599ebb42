using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Dashboard;

/// <summary>No act of a page is one click: each leads to a page that says what will happen, and has the form.</summary>
public sealed class ConfirmedActsTests
{
    private const string Admin = "/admin/sessions";

    // People fill in what these make before they send them.
    private static readonly string[] FilledIn = ["/shares", "/views"];

    [Fact]
    public async Task Every_form_of_a_page_asks_for_something_unless_it_is_the_confirmation_itself()
    {
        await using var app = await DashboardApp.StartAsync(DashboardApp.Benign());
        var acts = 0;
        foreach (var page in ((IEnumerable<object[]>)PageSafetyTests.Pages).Select(row => (string)row[0]).Where(page => !page.EndsWith("/confirm", StringComparison.Ordinal) && !page.Contains("/confirm?", StringComparison.Ordinal)))
        {
            var html = await (await app.Client.GetAsync(Admin + page)).Content.ReadAsStringAsync();
            acts += Markup.Values(html, "href").Count(link => link.Contains("/confirm", StringComparison.Ordinal));
            foreach (Match form in Regex.Matches(html, """<form[^>]*method="post"[^>]*action="([^"]*)".*?</form>""", RegexOptions.Singleline))
                Assert.Contains(form.Groups[1].Value[Admin.Length..], FilledIn);
        }

        Assert.InRange(acts, 20, int.MaxValue);
    }

    [Fact]
    public async Task Every_route_that_takes_a_form_has_a_page_that_confirms_it()
    {
        await using var app = await FiguresApp.StartAsync();
        var routes = app.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var pages = routes.Select(route => route.RoutePattern.RawText!).ToHashSet(StringComparer.Ordinal);
        var acts = routes.Where(route => route.Metadata.GetMetadata<FormReturnMetadata>() is not null).Select(route => route.RoutePattern.RawText!)
            .Where(route => route.StartsWith(Admin, StringComparison.Ordinal)).ToList();
        Assert.InRange(acts.Count, 20, int.MaxValue);
        Assert.Equal(FilledIn, acts.Where(act => !pages.Contains(act + "/confirm")).Select(act => act[Admin.Length..]).Order());
    }
}
