using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Privacy;
using ServerSessions.Response;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>A decision made under an earlier key still applies after a rotation.</summary>
public sealed class OlderKeyTests
{
    private const string Agent = "test agent";

    private static readonly Pseudonymizer Old = new(new KeyRing([TestKeys.Old]));

    public static TheoryData<string, DecisionTargetKind, Pseudonym> Targets { get; } = new()
    {
        { "sub=alice,sid=7,iat=1000", DecisionTargetKind.User, Old.User("alice") },
        { "sub=alice,sid=7", DecisionTargetKind.AuthSession, Old.AuthSession("7").Pseudonym },
        { "sub=alice,iat=1000", DecisionTargetKind.Key, Old.AuthSession("alice\n" + Agent).Pseudonym },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_revocation_holds(string token, DecisionTargetKind kind, Pseudonym target)
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/only/claims", token));
        await DecideAsync(app, ResponseKind.Revoke, kind, target);
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(app, "/only/claims", token));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/only/claims", "sub=bob,sid=8"));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_block_holds_and_a_challenge_is_passed(string token, DecisionTargetKind kind, Pseudonym target)
    {
        await using var app = await StartAsync();
        await DecideAsync(app, ResponseKind.Block, kind, target);
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(app, "/only/claims", token));
        foreach (var decision in await app.Services.GetRequiredService<ISessionControl>().ActiveAsync())
            await app.Services.GetRequiredService<ISessionControl>().ReleaseAsync(decision.Id, new ResponseNote("over"));
        await DecideAsync(app, ResponseKind.Challenge, kind, target);
        Assert.NotEqual(HttpStatusCode.OK, await GetAsync(app, "/only/claims", token));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/pass", token));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/only/claims", token));
    }

    [Fact]
    public async Task A_challenge_that_was_passed_before_identities_were_renamed_stays_passed()
    {
        await using var app = await StartAsync(TestKeys.Old, TestKeys.New);
        const string Token = "sub=alice,iat=1000";
        await DecideAsync(app, ResponseKind.Challenge, DecisionTargetKind.User, Old.User("alice"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/pass", Token));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/only/claims", Token));

        Assert.True(app.Services.GetRequiredService<KeyRing>().Use(new KeyRing([TestKeys.New]).Identity));

        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/only/claims", Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(app, "/only/claims", Token, "another client"));
    }

    [Fact]
    public async Task A_step_up_that_signs_in_passes_a_challenge_of_the_users_earlier_pseudonym()
    {
        await using var app = await StartAsync();
        await DecideAsync(app, ResponseKind.Challenge, DecisionTargetKind.User, Old.User("alice"));
        var visitor = app.Visitor();
        Assert.Equal("anonymous", await visitor.GetStringAsync("/who"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.PostAsync("/pass/as/alice", null)).StatusCode);
        Assert.Equal("alice", await visitor.GetStringAsync("/who"));
    }

    [Fact]
    public async Task A_challenge_of_a_sign_in_is_over_when_it_is_passed_under_a_later_key()
    {
        await using var app = await StartAsync();
        await DecideAsync(app, ResponseKind.Challenge, DecisionTargetKind.AuthSession, Old.AuthSession("7").Pseudonym);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(app, "/pass", "sub=alice,sid=7"));
        Assert.Equal(DecisionState.Passed, (await app.Services.GetRequiredService<ISessionControl>().FindAsync("dec_Challenge"))!.State);
    }

    private static async Task DecideAsync(TrackedApp app, ResponseKind kind, DecisionTargetKind target, Pseudonym key)
    {
        var now = TimeProvider.System.GetUtcNow();
        await app.Services.GetRequiredService<DecisionStore>().WriteAsync(
            new SessionDecision
            {
                Id = $"dec_{kind}",
                Kind = kind,
                State = DecisionState.Active,
                Targets = [new DecisionTarget(target, key.ToString())],
                At = now,
                Until = now.AddHours(1),
                Reason = "decided before the rotation",
            },
            default);
        await app.Services.GetRequiredService<DecisionFeed>().RefreshAsync(default);
    }

    private static async Task<HttpStatusCode> GetAsync(TrackedApp app, string path, string token, string agent = Agent)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", "Token " + token);
        return (await app.Visitor(userAgent: agent).SendAsync(request)).StatusCode;
    }

    private static Task<TrackedApp> StartAsync() => StartAsync(TestKeys.New, TestKeys.Old);

    private static Task<TrackedApp> StartAsync(params SessionKey[] keys) => TrackedApp.StartAsync(
        a =>
        {
            SignInApp.Map(a);
            a.MapGet("/pass", (HttpContext c, CancellationToken stop) => c.PassChallengeAsync(stop).AsTask())
                .RequireAuthorization("claims").WithMetadata(new AllowDuringChallengeAttribute());
            a.MapPost("/pass/as/{user}", async (HttpContext c, string user) =>
            {
                await SignInApp.SignInAsync(c, user);
                await c.PassChallengeAsync();
            }).WithMetadata(new AllowDuringChallengeAttribute());
        },
        SignInApp.Services,
        o =>
        {
            foreach (var key in keys)
                o.Keys.Add(key);
        });
}
