using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Response;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

public sealed class ShadowTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0, 0, false, ShadowVerdict.Unknown)]
    [InlineData(2, 0, 0, false, ShadowVerdict.Unknown)]
    [InlineData(3, 0, 0, false, ShadowVerdict.FalseAlarm)]
    [InlineData(1, 0, 0, true, ShadowVerdict.FalseAlarm)]
    [InlineData(8, 0, 1, true, ShadowVerdict.Right)]
    [InlineData(8, 5, 0, false, ShadowVerdict.Right)]
    [InlineData(8, 4, 0, false, ShadowVerdict.FalseAlarm)]
    public void What_the_session_did_next_says_whether_the_response_would_have_been_right(int steps, int refused, int findings, bool completed, ShadowVerdict verdict) =>
        Assert.Equal(verdict, ShadowEvaluation.Judge(steps, refused, findings, completed, Now).Verdict);

    [Fact]
    public async Task Half_an_hour_later_the_shadow_evaluation_counts_the_wrong_responses()
    {
        var clock = new TestClock();
        await using var app = await TrackedApp.StartAsync(
            SignInApp.Map,
            services =>
            {
                SignInApp.Services(services);
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton<ISessionFinder>(new FixedFinder());
            },
            o => o.Responses.Rules["D13"] = new RuleResponse(ResponseKind.Block));
        var store = app.Services.GetRequiredService<DecisionStore>();
        // Its session says by its last digit what became of it: 1 went on shopping, 2 was found out, 3 went away.
        foreach (var digit in (char[])['1', '1', '1', '2', '3'])
            await store.WriteAsync(Shadow(clock.GetUtcNow(), digit), CancellationToken.None);
        var judge = app.Services.GetRequiredService<ShadowService>();

        await judge.JudgeAsync(CancellationToken.None);
        Assert.All((await store.ListAsync(null, 50, CancellationToken.None)).Items, d => Assert.Null(d.Evaluation));
        clock.Advance(ShadowService.Watch + TimeSpan.FromSeconds(1));
        await judge.JudgeAsync(CancellationToken.None);

        var rule = (await app.Services.GetRequiredService<ServerSessions.Reports.DetectorReports>().ListAsync(CancellationToken.None)).First(d => d.Id == "D13");
        Assert.Equal((5, 3, 0.75, ResponseKind.Block), (rule.Shadowed, rule.ShadowFalseAlarms, rule.ShadowFalseAlarmRate, rule.Response));
    }

    private static SessionDecision Shadow(DateTimeOffset at, char digit) => new()
    {
        Id = "dec_" + Guid.NewGuid().ToString("N"),
        Kind = ResponseKind.Block,
        State = DecisionState.Shadow,
        Session = $"019a9e5c-7c40-7000-8abc-00000000000{digit}",
        Targets = [],
        At = at,
        Until = at.AddHours(1),
        Reason = "a test",
        Rule = "D13",
    };

    private sealed class FixedFinder : ISessionFinder
    {
        public object Names => this;

        public ValueTask<FoundSession?> FindAsync(SessionId session, CancellationToken cancellationToken) => default;

        public IReadOnlyList<Pseudonym> UsersOf(string user, string? issuer = null) => [];

        public ValueTask<bool> IsFamiliarAsync(SessionId session, Pseudonym user, DateTimeOffset before, IReadOnlySet<string> except, CancellationToken cancellationToken) => new(false);

        public ValueTask<ShadowEvaluation?> EvaluateAsync(SessionId session, string rule, DateTimeOffset after, CancellationToken cancellationToken) =>
            new(session.ToString()[^1] switch
            {
                '1' => ShadowEvaluation.Judge(5, 0, 0, completed: true, after),
                '2' => ShadowEvaluation.Judge(5, 0, 2, completed: false, after),
                _ => ShadowEvaluation.Judge(0, 0, 0, completed: false, after),
            });
    }
}
