using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>Signing a user out everywhere ends what was signed in, and locks out no credential that is no sign-in.</summary>
public sealed class SignOutEverywhereTests
{
    private static readonly ResponseNote Lost = new("lost phone", "Ada Lovelace");

    [Theory]
    [InlineData("ApiKey")]
    [InlineData("Basic")]
    [InlineData("Certificate")]
    [InlineData("Negotiate")]
    public async Task A_scheme_without_a_time_of_sign_in_is_not_locked_out_the_answer_names_it_and_a_block_refuses_it(string scheme)
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await StandingAsync(app, scheme));

        var decision = await Control(app).RevokeAsync(ResponseTarget.OfUser("alice"), Lost);

        Assert.Contains(scheme, decision!.NotSignedOut!);
        Assert.DoesNotContain(CookieAuthenticationDefaults.AuthenticationScheme, decision.NotSignedOut!);
        Assert.DoesNotContain(BearerTokenDefaults.AuthenticationScheme, decision.NotSignedOut!);
        Assert.Equal(HttpStatusCode.OK, await StandingAsync(app, scheme));
        Assert.Equal(HttpStatusCode.OK, await StandingAsync(app, scheme));
        Assert.Single(app.Logs.Lines, l => l.Text.Contains($"credentials of the scheme {scheme}", StringComparison.Ordinal));
        await Control(app).BlockAsync(ResponseTarget.OfUser("alice"), Lost);
        Assert.Equal(HttpStatusCode.Forbidden, await StandingAsync(app, scheme));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cookie_from_before_tickets_were_stamped_is_revoked_with_or_without_a_date(bool isDated)
    {
        await using var app = await StartAsync();
        var format = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme).TicketDataFormat;
        var properties = new AuthenticationProperties { IssuedUtc = isDated ? DateTimeOffset.UtcNow.AddDays(-1) : null };
        var cookie = ".AspNetCore.Cookies=" + format.Protect(new AuthenticationTicket(SignInApp.Principal("alice"), properties, CookieAuthenticationDefaults.AuthenticationScheme));
        Assert.Equal("alice", await WhoAsync(app, cookie));
        await Control(app).RevokeAsync(ResponseTarget.OfUser("alice"), Lost);
        Assert.Equal("anonymous", await WhoAsync(app, cookie));
    }

    [Fact]
    public async Task A_bearer_token_from_before_tickets_were_stamped_is_revoked()
    {
        await using var app = await StartAsync();
        var protector = app.Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector;
        var properties = new AuthenticationProperties { ExpiresUtc = DateTimeOffset.UtcNow.AddDays(1) };
        var token = "Bearer " + protector.Protect(new AuthenticationTicket(SignInApp.Principal("alice"), properties, $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken"));
        Assert.Equal(HttpStatusCode.OK, await OnlyAsync(app, "bearer", token));
        await Control(app).RevokeAsync(ResponseTarget.OfUser("alice"), Lost);
        Assert.Equal(HttpStatusCode.Unauthorized, await OnlyAsync(app, "bearer", token));
    }

    [Fact]
    public async Task In_the_second_of_the_revocation_an_older_token_is_refused_by_name_and_a_newer_one_is_not_for_its_whole_life()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(clock);
        var second = clock.GetUtcNow().ToUnixTimeSeconds();
        clock.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(HttpStatusCode.OK, await OnlyAsync(app, "claims", $"Token sub=alice,sid=old,iat={second}"));
        clock.Advance(TimeSpan.FromMilliseconds(300));

        var decision = await Control(app).RevokeAsync(ResponseTarget.OfUser("alice"), Lost);

        Assert.Null(decision!.NotSignedOut?.FirstOrDefault(s => s == "Cookies"));
        Assert.Equal(HttpStatusCode.Unauthorized, await OnlyAsync(app, "claims", $"Token sub=alice,sid=old,iat={second}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await OnlyAsync(app, "claims", $"Token sub=alice,sid=older,iat={second - 1}"));
        Assert.Equal(HttpStatusCode.OK, await OnlyAsync(app, "claims", $"Token sub=alice,sid=new,iat={second}"));
        Assert.Equal(HttpStatusCode.OK, await OnlyAsync(app, "claims", $"Token sub=alice,iat={second}.7"));
        Assert.Equal(HttpStatusCode.Unauthorized, await OnlyAsync(app, "claims", $"Token sub=alice,iat={second}.5"));
        Assert.Equal(HttpStatusCode.Unauthorized, await OnlyAsync(app, "claims", $"Token sub=alice,iat={second}")); // nothing tells it from an older one
        Assert.Equal(HttpStatusCode.OK, await OnlyAsync(app, "claims", $"Token sub=alice,iat={second + 1}"));
    }

    [Fact]
    public async Task Logs_name_the_author_by_a_pseudonym_and_no_reason()
    {
        await using var app = await StartAsync();
        var decision = await Control(app).RevokeAsync(ResponseTarget.OfUser("alice"), Lost);
        await Control(app).ReleaseAsync(decision!.Id, Lost);
        var lines = app.Logs.Lines.Where(l => l.Text.Contains(decision.Id, StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, l => Assert.Matches("by user [0-9a-f]{32}\\.", l.Text));
        Assert.DoesNotContain(app.Logs.Lines, l => l.Text.Contains("Lovelace", StringComparison.Ordinal) || l.Text.Contains("lost phone", StringComparison.Ordinal));
        Assert.Equal(("Ada Lovelace", "lost phone"), (decision.By, decision.Reason));
    }

    private static Task<TrackedApp> StartAsync(TimeProvider? clock = null) => TrackedApp.StartAsync(
        app =>
        {
            SignInApp.Map(app);
            foreach (var scheme in StandingCredentials.Schemes)
                app.MapGet("/standing/" + scheme, () => "in").RequireAuthorization(scheme);
        },
        services =>
        {
            SignInApp.Services(services);
            if (clock is not null)
                services.AddSingleton(clock);
            var authentication = services.AddAuthentication();
            foreach (var scheme in StandingCredentials.Schemes)
            {
                authentication.AddScheme<AuthenticationSchemeOptions, StandingCredentials>(scheme, null);
                services.AddAuthorizationBuilder().AddPolicy(scheme, p => p.AddAuthenticationSchemes(scheme).RequireAuthenticatedUser());
            }
        });

    private static ISessionControl Control(TrackedApp app) => app.Services.GetRequiredService<ISessionControl>();

    private static async Task<HttpStatusCode> StandingAsync(TrackedApp app, string scheme)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/standing/" + scheme);
        if (scheme is "Basic" or "Negotiate")
            request.Headers.TryAddWithoutValidation("Authorization", scheme + " alice");
        else
            request.Headers.Add("X-" + scheme, "alice");
        return (await app.Visitor("application/json").SendAsync(request)).StatusCode;
    }

    private static async Task<string> WhoAsync(TrackedApp app, string cookie)
    {
        var answer = await app.Visitor().SendAsync(new HttpRequestMessage(HttpMethod.Get, "/who") { Headers = { { "Cookie", cookie } } });
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<HttpStatusCode> OnlyAsync(TrackedApp app, string policy, string authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/only/" + policy) { Headers = { Authorization = AuthenticationHeaderValue.Parse(authorization) } };
        return (await app.Visitor("application/json").SendAsync(request)).StatusCode;
    }
}
