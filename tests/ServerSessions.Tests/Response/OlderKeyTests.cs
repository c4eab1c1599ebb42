using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Privacy;
using ServerSessions.Response;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>What was decided under a key that is only read by now holds all the same.</summary>
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

    private static async Task<HttpStatusCode> GetAsync(TrackedApp app, string path, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", "Token " + token);
        return (await app.Visitor(userAgent: Agent).SendAsync(request)).StatusCode;
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        a =>
        {
            SignInApp.Map(a);
            a.MapGet("/pass", (HttpContext c, CancellationToken stop) => c.PassChallengeAsync(stop).AsTask())
                .RequireAuthorization("claims").WithMetadata(new AllowDuringChallengeAttribute());
        },
        SignInApp.Services,
        o =>
        {
            o.Keys.Add(TestKeys.New);
            o.Keys.Add(TestKeys.Old);
        });
}
