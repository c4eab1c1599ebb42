using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model.Alerts;
using ServerSessions.Response;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>A session that a rule has found may be handed over again after a crash.</summary>
public sealed class ResponderTests
{
    private static readonly Pseudonym Key = new(7, 7);

    [Fact]
    public async Task Handed_over_twice_it_is_decided_once()
    {
        await using var app = await StartAsync();
        await ActAsync(app, Candidate());
        await ActAsync(app, Candidate());
        Assert.Single((await Control(app).ListAsync()).Items);
    }

    [Fact]
    public async Task A_decision_released_by_a_person_stays_released()
    {
        await using var app = await StartAsync();
        await ActAsync(app, Candidate());
        await Control(app).ReleaseAsync(ResponseTarget.OfKey(Key), new ResponseNote("a customer", "ada"));
        await ActAsync(app, Candidate());
        Assert.Equal(DecisionState.Released, Assert.Single((await Control(app).ListAsync()).Items).State);
        Assert.Empty(await app.Services.GetRequiredService<DecisionStore>().ActiveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_rise_decides_anew_and_its_repetition_does_not_undo_what_people_took_back()
    {
        await using var app = await StartAsync();
        await ActAsync(app, Candidate(Severity.Medium));
        await Control(app).ReleaseAsync(ResponseTarget.OfKey(Key), new ResponseNote("a customer", "ada"));
        await ActAsync(app, Candidate(Severity.Medium));
        Assert.Empty(await Control(app).ActiveAsync());

        await ActAsync(app, Risen());
        Assert.Single(await Control(app).ActiveAsync());
        await Control(app).ReleaseAsync(ResponseTarget.OfKey(Key), new ResponseNote("a customer", "ada"));
        await ActAsync(app, Risen());
        Assert.Empty(await Control(app).ActiveAsync());
        Assert.Equal(2, (await Control(app).ListAsync()).Items.Count);
    }

    [Fact]
    public async Task The_decision_of_a_rise_takes_the_place_of_the_one_before()
    {
        await using var app = await StartAsync();
        await ActAsync(app, Candidate(Severity.Medium));
        await ActAsync(app, Risen());
        await ActAsync(app, Risen());
        var active = Assert.Single(await Control(app).ActiveAsync());
        var all = (await Control(app).ListAsync()).Items;
        Assert.Equal(2, all.Count);
        var before = Assert.Single(all, d => d.Id != active.Id);
        Assert.Equal(DecisionState.Displaced, before.State);
        Assert.Contains(active.Id, before.EndedReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_that_broke_off_before_it_held_is_mended_by_the_next_call()
    {
        await using var app = await StartAsync();
        var storage = app.Services.GetRequiredService<ServerSessions.Storage.ISessionStorage>();
        await ActAsync(app, Candidate());
        var id = (await Control(app).ListAsync()).Items[0].Id;
        await storage.DeleteAsync(0, DecisionStore.ActiveTable, id, default);
        await ActAsync(app, Candidate());
        Assert.NotNull(await storage.GetAsync(0, DecisionStore.ActiveTable, id, default));
    }

    [Fact]
    public async Task A_rule_that_is_set_off_with_sessions_to_be_thrown_away_keeps_no_other_rule_from_answering()
    {
        await using var app = await TrackedApp.StartAsync(_ => { }, options: o =>
        {
            o.Responses.MaxPerMinute = 3;
            o.Responses.Rules["D12"] = o.Responses.Rules["D5"] = new RuleResponse(ResponseKind.Block);
        });
        // More than two minutes may hold, wherever a minute ends.
        for (var i = 0; i < 10; i++)
            await ActAsync(app, Candidate(rule: "D12", alert: $"al_{i}") with { Key = new Pseudonym(8, (ulong)i + 1).ToString() });
        await ActAsync(app, Candidate(rule: "D5", alert: "al_hijack"));
        var all = (await Control(app).ListAsync()).Items;
        Assert.Contains(all, d => d.State == DecisionState.Withheld);
        Assert.Equal(DecisionState.Active, Assert.Single(all, d => d.Rule == "D5").State);
    }

    [Fact]
    public async Task A_session_that_has_closed_is_identified_by_its_journey_and_decided_once()
    {
        await using var app = await TrackedApp.StartAsync(
            app =>
            {
                SignInApp.Map(app);
                app.MapPost("/out", (HttpContext c) => c.SignOutAsync()).TrackSignOut();
            },
            SignInApp.Services, o => o.Responses.Rules["D1"] = new RuleResponse(ResponseKind.Block));
        var visitor = app.Visitor();
        await visitor.PostAsync("/in/alice", null);
        var session = await SignInApp.SessionOfAsync(app, "alice", served: 1);
        await visitor.PostAsync("/out", null);
        await app.ClosedAsync(1);
        var closed = Candidate() with { Session = session.ToString(), Key = null, KeyKind = default };

        await ActAsync(app, closed);
        await ActAsync(app, closed);

        var decision = Assert.Single((await Control(app).ListAsync()).Items);
        Assert.Equal(DecisionState.Active, decision.State);
        Assert.Equal([DecisionTargetKind.AuthSession, DecisionTargetKind.Key], decision.Targets.Select(t => t.Kind));
        Assert.NotNull(decision.User);
    }

    [Fact]
    public async Task A_closed_session_of_which_nothing_is_stored_is_reported_and_not_answered()
    {
        await using var app = await StartAsync();
        await ActAsync(app, Candidate() with { Key = null });
        Assert.Empty((await Control(app).ListAsync()).Items);
        Assert.True(app.Warned("no journey of it is stored"));
    }

    [Fact]
    public async Task Each_sign_in_of_an_alert_is_decided_once_and_a_milder_repetition_decides_nothing()
    {
        await using var app = await StartAsync();
        foreach (var severity in (Severity[])[Severity.High, Severity.Medium, Severity.High])
            for (var ticket = 1UL; ticket <= 2; ticket++)
                await ActAsync(app, SignInOf(ticket, severity));
        Assert.Equal(2, (await Control(app).ListAsync()).Items.Count);
        Assert.Equal(2, (await Control(app).ActiveAsync()).Count);
    }

    [Fact]
    public async Task One_account_entered_again_and_again_does_not_use_up_what_another_needs()
    {
        await using var app = await TrackedApp.StartAsync(_ => { }, options: o =>
        {
            o.Responses.MaxPerMinute = 2;
            o.Responses.Rules["D1"] = new RuleResponse(ResponseKind.Block);
        });
        for (var ticket = 1UL; ticket <= 10; ticket++)
            await ActAsync(app, SignInOf(ticket));
        await ActAsync(app, SignInOf(11, alert: "al_2"));
        Assert.All((await Control(app).ListAsync()).Items, d => Assert.Equal(DecisionState.Active, d.State));
    }

    [Fact]
    public async Task A_finding_below_the_least_severity_is_not_answered()
    {
        await using var app = await StartAsync();
        await ActAsync(app, Candidate(Severity.Low));
        Assert.Empty((await Control(app).ListAsync()).Items);
    }

    [Fact]
    public async Task A_visitor_with_only_a_network_and_browser_gets_no_response()
    {
        await using var app = await StartAsync();
        await ActAsync(app, Candidate() with { KeyKind = KeyKind.Daily });
        Assert.Empty((await Control(app).ListAsync()).Items);
        Assert.True(app.Warned("cannot be distinguished"));
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(_ => { }, options: o => o.Responses.Rules["D1"] = new RuleResponse(ResponseKind.Block));

    private static ISessionControl Control(TrackedApp app) => app.Services.GetRequiredService<ISessionControl>();

    private static ValueTask ActAsync(TrackedApp app, ResponseCandidate candidate) =>
        app.Services.GetRequiredService<Responder>().ActAsync(ResponseCandidate.Decode(candidate.Encode()), CancellationToken.None);

    private static ResponseCandidate Risen()
    {
        var candidate = Candidate();
        return candidate with { Alert = candidate.Alert with { Finding = candidate.Alert.Finding with { PreviousSeverity = Severity.Medium } } };
    }

    private static ResponseCandidate SignInOf(ulong ticket, Severity severity = Severity.High, string alert = "al_1") =>
        Candidate(severity, alert: alert) with { IsSignInOnly = true, AuthSession = new Pseudonym(9, ticket).ToString(), Key = null };

    private static ResponseCandidate Candidate(Severity severity = Severity.High, string rule = "D1", string alert = "al_1") => new()
    {
        Alert = SampleAlert.Of(alert, severity, rule),
        Session = "019a9e5c-7c40-7000-8abc-00000000ffff",
        Key = Key.ToString(),
        KeyKind = KeyKind.Cookie,
        IsEnforced = true,
    };
}
