using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture.Experiments;

/// <summary>A visitor is given a variant, which the session records.</summary>
public sealed class VariantTests
{
    [Fact]
    public async Task A_browser_keeps_its_variant_and_its_session_has_the_first_evaluation()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.GetAsync("/plain");
        var given = await visitor.GetStringAsync("/button");
        Assert.Contains(given, (string[])["A", "B"]);
        for (var i = 0; i < 5; i++)
            Assert.Equal(given, await visitor.GetStringAsync("/button"));
        var session = await app.OnlySessionAsync(7);
        var exposure = Assert.Single(session.Exposures);
        Assert.Equal(("button", given), (exposure.Experiment, exposure.Variant));
        Assert.Equal(session.Steps.First(s => s.Step == "GET /button").Time, exposure.Time);
        Assert.Equal(["GET /plain", "GET /button"], session.Steps.Select(s => s.Step));
    }

    [Fact]
    public async Task Browsers_are_spread_over_the_variants()
    {
        await using var app = await StartAsync();
        var given = new List<string>();
        for (var i = 0; i < 40; i++)
            given.Add(await app.Visitor().GetStringAsync("/button"));
        Assert.InRange(given.Count(v => v == "A"), 8, 32);
        Assert.Equal(
            given.Order(), (await app.SessionsAsync(40)).Select(s => s.Exposures.Single().Variant).Order());
    }

    [Fact]
    public async Task A_visitor_who_may_not_be_recognised_gets_the_control_and_is_not_counted()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 12; i++)
        {
            var visitor = app.Visitor();
            visitor.DefaultRequestHeaders.Add("Sec-GPC", "1");
            Assert.Equal("A", await visitor.GetStringAsync("/button"));
        }

        Assert.All(await app.SessionsAsync(12), session => Assert.Empty(session.Exposures));
    }

    [Fact]
    public async Task A_user_has_one_variant_on_all_devices_and_an_anonymous_visitor_gets_the_control()
    {
        await using var app = await StartAsync();
        Assert.Equal("A", await app.Visitor().GetStringAsync("/colour"));
        var variants = new HashSet<string>();
        for (var user = 0; user < 20; user++)
        {
            var (phone, desk) = (app.Visitor(), app.Visitor());
            await phone.PostAsync($"/in/{user}", null);
            await desk.PostAsync($"/in/{user}", null);
            var given = await phone.GetStringAsync("/colour");
            Assert.Equal(given, await desk.GetStringAsync("/colour"));
            variants.Add(given);
        }

        Assert.Equal(["A", "B"], variants.Order());
    }

    [Fact]
    public async Task An_undeclared_experiment_is_refused_with_a_list_of_the_declared_ones()
    {
        await using var app = await StartAsync();
        Assert.Equal("There is no experiment \"buton\"; declared are button, colour.", (await app.Visitor().GetStringAsync("/typo")).Split(" Declare it")[0]);
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        web =>
        {
            web.UseAuthentication();
            web.MapGet("/plain", () => "");
            web.MapGet("/button", (HttpContext context) => context.GetTrackedSession()!.Variant("button"));
            web.MapGet("/colour", (HttpContext context) => context.GetTrackedSession()!.Variant("colour"));
            web.MapGet("/typo", (HttpContext context) =>
            {
                try
                {
                    return context.GetTrackedSession()!.Variant("buton");
                }
                catch (ArgumentException exception)
                {
                    return exception.Message;
                }
            });
            web.MapPost("/in/{user}", (string user, HttpContext context) => context.SignInAsync(
                new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], CookieAuthenticationDefaults.AuthenticationScheme))));
        },
        services => services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(),
        after: services => services.AddSessionTracking()
            .AddExperiment("button", "POST /pay")
            .AddExperiment(new Experiment("colour", Goals: ["POST /pay"]) { Unit = ExperimentUnit.User }));
}
