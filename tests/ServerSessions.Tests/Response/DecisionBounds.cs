using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Response;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>No flood pushes a revocation out of what holds; the same on every storage.</summary>
public abstract class DecisionBounds
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private protected abstract Task<ISessionStorage> CreateAsync();

    [Fact]
    public async Task A_flood_of_a_rules_findings_stays_in_its_part_and_pushes_no_revocation_out()
    {
        var (store, alarm, storage) = await StartAsync();
        // It would be the first to go if the end of its time decided.
        var revoked = Of(1, ResponseKind.Revoke, minutes: 5);
        var byRule = Of(2, ResponseKind.Revoke, minutes: 5, rule: "D12") with { User = Hash(2) };
        await SeedAsync(storage, [revoked, byRule, .. Enumerable.Range(10, DecisionLimits.PerRule - 1).Select(i => Of(i, ResponseKind.Block, minutes: 60, rule: "D12"))]);

        for (var i = 0; i < 20; i++)
            Assert.Equal(DecisionState.Active, (await store.WriteAsync(Of(5_000 + i, ResponseKind.Block, minutes: 90, rule: "D12"), default)).State);

        var active = await store.ActiveAsync(default);
        Assert.Equal(DecisionLimits.PerRule, active.Count(d => d.Rule == "D12"));
        Assert.Contains(active, d => d.Id == revoked.Id);
        Assert.Contains(active, d => d.Id == byRule.Id);
        Assert.NotEmpty(alarm.Reasons);
    }

    [Fact]
    public async Task A_rules_decision_that_finds_no_room_is_stored_and_reported_to_operators()
    {
        var (store, alarm, storage) = await StartAsync();
        await SeedAsync(storage, [.. Enumerable.Range(10, DecisionLimits.PerRule).Select(i => Of(i, ResponseKind.Revoke, minutes: 60, rule: "D5") with { User = Hash(i) })]);

        var refused = await store.WriteAsync(Of(1, ResponseKind.Revoke, minutes: 90, rule: "D5") with { User = Hash(1) }, default);

        Assert.Equal((DecisionState.Displaced, DecisionState.Displaced), (refused.State, (await store.FindAsync(refused.Id, default))!.Value.Decision.State));
        Assert.Contains("of rule D5", Assert.Single(alarm.Reasons), StringComparison.Ordinal);
        Assert.Equal(DecisionState.Active, (await store.WriteAsync(Of(2, ResponseKind.Throttle, minutes: 90, rule: "D13"), default)).State);
    }

    [Fact]
    public async Task Anonymous_browsers_that_set_a_rule_off_take_no_room_from_the_revocation_of_a_sign_in()
    {
        var (store, _, storage) = await StartAsync();
        var signedIn = Of(1, ResponseKind.Revoke, minutes: 5, rule: "D12") with { User = Hash(1) };
        await SeedAsync(storage, [signedIn, .. Enumerable.Range(10, DecisionLimits.PerRule - 1).Select(i => Of(i, ResponseKind.Revoke, minutes: 60, rule: "D12"))]);

        Assert.Equal(DecisionState.Active, (await store.WriteAsync(Of(2, ResponseKind.Revoke, minutes: 90, rule: "D12") with { User = Hash(2) }, default)).State);

        var active = await store.ActiveAsync(default);
        Assert.Equal(DecisionLimits.PerRule, active.Count);
        Assert.Contains(active, d => d.Id == signedIn.Id);
    }

    [Fact]
    public async Task A_full_table_is_an_error_to_the_caller_and_every_nodes_table_is_all_of_it()
    {
        var (store, alarm, storage) = await StartAsync();
        await SeedAsync(storage, [Of(1, ResponseKind.Throttle, minutes: 1), .. Enumerable.Range(10, DecisionLimits.Capacity - 1).Select(i => Of(i, ResponseKind.Revoke, minutes: i))]);

        // The throttle gives way, and then nothing does.
        await store.WriteAsync(Of(2, ResponseKind.Revoke, minutes: 1) with { By = "ada" }, default);
        var error = await Assert.ThrowsAsync<DecisionLimitException>(() => store.WriteAsync(Of(3, ResponseKind.Revoke, minutes: 9_999_999) with { By = "ada" }, default).AsTask());

        Assert.Contains("10000 decisions in all", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, alarm.Reasons.Count);
        var active = await store.ActiveAsync(default);
        Assert.Equal(DecisionLimits.Capacity, active.Count);
        Assert.DoesNotContain(active, d => d.Kind == ResponseKind.Throttle);
        Assert.Null(await store.FindAsync(Id(3), default));
        var table = new DecisionTable();
        table.Take([.. active]);
        Assert.Equal(DecisionLimits.Capacity, table.Count);
    }

    // Two hundred accounts with fifty sign-ins each would take all there is.
    [Fact]
    public async Task However_many_users_sign_out_their_sessions_through_the_application_people_can_still_decide()
    {
        var (store, _, storage) = await StartAsync();
        await SeedAsync(storage, [.. Enumerable.Range(10, DecisionLimits.ForUnnamed).Select(i => Of(i, ResponseKind.Revoke, minutes: 60) with { User = Hash(i % 200) })]);

        var error = await Assert.ThrowsAsync<DecisionLimitException>(() => store.WriteAsync(Of(1, ResponseKind.Revoke, minutes: 60) with { User = Hash(999) }, default).AsTask());
        Assert.Contains("9000 decisions of rules and the application", error.Message, StringComparison.Ordinal);
        Assert.Equal(DecisionState.Active, (await store.WriteAsync(Of(2, ResponseKind.Revoke, minutes: 60) with { User = Hash(999), By = "ada" }, default)).State);
    }

    [Fact]
    public async Task Accounts_that_set_a_rule_off_in_many_sign_ins_take_no_room_from_others_and_none_of_their_sign_ins_is_let_in()
    {
        var (store, alarm, _) = await StartAsync();
        for (var i = 0; i < 40 * 50; i++)
            Assert.Equal(DecisionState.Active, (await store.WriteAsync(SignIn(i, user: i % 40), default)).State);

        Assert.Equal(DecisionState.Active, (await store.WriteAsync(SignIn(9_000, user: 900), default)).State);
        var active = await store.ActiveAsync(default);
        Assert.InRange(active.Count, 40, (40 * DecisionLimits.PerRuleAndUser) + 1);
        Assert.Empty(alarm.Reasons);
        // No more and no less than the sign-ins that were found, each with its user's others: a session of a known device is in none.
        Assert.Equal(
            Enumerable.Range(0, 2_000).Append(9_000).SelectMany(i => SignIn(i, 0).Targets).ToHashSet(), active.SelectMany(d => d.Targets).ToHashSet());
        Assert.All(active, d => Assert.All(d.Targets, t => Assert.Equal(d.User, OwnerOf(t))));
        Assert.DoesNotContain(active, d => d.Targets.Any(t => t.Kind == DecisionTargetKind.User));
    }

    [Fact]
    public async Task One_users_sign_ins_are_bounded_and_in_a_full_part_a_user_with_a_revocation_is_revoked_further()
    {
        var (store, alarm, storage) = await StartAsync();
        for (var i = 0; i < 50; i++)
            await store.WriteAsync(SignIn(i * 40, user: 0), default);
        Assert.Equal(DecisionState.Displaced, (await store.WriteAsync(SignIn(51 * 40, user: 0), default)).State);
        Assert.Contains("Rule D5", Assert.Single(alarm.Reasons), StringComparison.Ordinal);

        await SeedAsync(storage, [.. Enumerable.Range(100, DecisionLimits.PerRule).Select(i => Of(i, ResponseKind.Revoke, minutes: 60, rule: "D5") with { User = Hash(i) })]);
        Assert.Equal(DecisionState.Displaced, (await store.WriteAsync(SignIn(41, user: 1), default)).State);
        var further = Of(9_999, ResponseKind.Revoke, minutes: 60, rule: "D5") with { User = Hash(500) };
        Assert.Equal(DecisionState.Active, (await store.WriteAsync(further, default)).State);
        Assert.Equal([.. further.Targets, .. Of(500, ResponseKind.Revoke, 1).Targets], Assert.Single(await store.ActiveAsync(default), d => d.User == Hash(500)).Targets);
    }

    [Fact]
    public async Task Earlier_sign_ins_stay_revoked_while_a_decision_takes_them_in_and_one_that_is_released_meanwhile_stays_released()
    {
        var storage = await CreateAsync();
        await storage.StartAsync(default);
        using var quick = new DecisionStore(storage, new Alarm(), TimeProvider.System, NullLogger<DecisionStore>.Instance);
        for (var i = 0; i < DecisionLimits.PerRuleAndUser; i++)
            await quick.WriteAsync(SignIn(i, user: 0), default);
        var last = SignIn(100, user: 0);
        var (released, atEnds) = (false, new List<int>());
        using var slow = new DecisionStore(
            FaultyStorage.Over(storage, name =>
            {
                if (name == "PutAsync" && !released)
                {
                    released = true;
                    Task.Run(async () => await quick.EndAsync(SignIn(0, 0).Id, DecisionState.Released, new ResponseNote("a customer"), default)).GetAwaiter().GetResult();
                }

                if (name == "DeleteAsync")
                    atEnds.Add(Task.Run(async () => await quick.ActiveAsync(default)).GetAwaiter().GetResult().SelectMany(d => d.Targets).Distinct().Count());
            }),
            new Alarm(), TimeProvider.System, NullLogger<DecisionStore>.Instance);

        await slow.WriteAsync(last, default);
        Assert.All(atEnds, targets => Assert.InRange(targets, 2 * DecisionLimits.PerRuleAndUser, 2 * (DecisionLimits.PerRuleAndUser + 1)));
        var one = Assert.Single(await quick.ActiveAsync(default));
        Assert.Equal(last.Id, one.Id);
        Assert.Equal(
            Enumerable.Range(1, DecisionLimits.PerRuleAndUser - 1).Append(100).SelectMany(i => SignIn(i, 0).Targets).ToHashSet(), one.Targets.ToHashSet());
        Assert.Equal(DecisionState.Displaced, (await quick.FindAsync(SignIn(1, 0).Id, default))!.Value.Decision.State);
    }

    [Fact]
    public async Task A_user_that_is_signed_out_a_thousand_times_is_one_decision()
    {
        var (store, _, storage) = await StartAsync();
        await SeedAsync(storage, [Of(1, ResponseKind.Revoke, minutes: 5)]);
        var user = Of(2, ResponseKind.Revoke, minutes: 60) with { Targets = [new DecisionTarget(DecisionTargetKind.User, Hash(2))] };
        for (var i = 0; i < 1_000; i++)
            await store.WriteAsync(user with { Id = $"dec_{i}", At = Now.AddSeconds(i) }, default);

        var one = Assert.Single(await store.ActiveAsync(default), d => d.Id != Id(1));
        Assert.Equal(("dec_0", 999, Now.AddSeconds(999)), (one.Id, one.Repeats, one.At));
        Assert.Equal(one.Id, Assert.Single((await store.ListAsync(null, 500, default)).Items, d => d.Id != Id(1)).Id);
    }

    [Fact]
    public async Task A_user_whose_sessions_are_signed_out_one_by_one_fills_a_small_part_and_gets_an_error()
    {
        var (store, _, _) = await StartAsync();
        SessionDecision Session(int i) => Of(i, ResponseKind.Revoke, minutes: 60) with { User = Hash(7), Session = $"s{i}" };
        for (var i = 100; i < 100 + DecisionLimits.PerSubject; i++)
            await store.WriteAsync(Session(i), default);
        await Assert.ThrowsAsync<DecisionLimitException>(() => store.WriteAsync(Session(999), default).AsTask());
        // The administrator is another author, and the user as a whole another subject.
        await store.WriteAsync(Session(999) with { By = "ada" }, default);
        Assert.Equal(DecisionLimits.PerSubject + 1, (await store.ActiveAsync(default)).Count);
    }

    [Fact]
    public async Task For_another_reason_it_is_another_decision_until_the_bound_and_is_never_refused()
    {
        var (store, _, _) = await StartAsync();
        for (var i = 0; i < DecisionLimits.PerSubject + 20; i++)
            await store.WriteAsync(Of(2, ResponseKind.Revoke, minutes: 60) with { Id = $"dec_{i}", At = Now.AddSeconds(i), Reason = $"reason {i}" }, default);
        var active = await store.ActiveAsync(default);
        Assert.Equal(DecisionLimits.PerSubject, active.Count);
        Assert.Equal(Now.AddSeconds(DecisionLimits.PerSubject + 19), active.Max(d => d.At));
    }

    [Theory]
    [InlineData(ResponseKind.Revoke)]
    [InlineData(ResponseKind.Block)]
    public async Task However_many_of_a_users_sessions_were_signed_out_the_user_can_be_signed_out_everywhere(ResponseKind kind)
    {
        var (store, _, _) = await StartAsync();
        for (var i = 0; i < DecisionLimits.PerSubject; i++)
            await store.WriteAsync(Of(100 + i, ResponseKind.Revoke, minutes: 60) with { User = Hash(7), Session = $"s{i}" }, default);
        var everywhere = Of(1, kind, minutes: 60) with { Targets = [new DecisionTarget(DecisionTargetKind.User, Hash(7))] };
        Assert.Equal(DecisionState.Active, (await store.WriteAsync(everywhere, default)).State);
        Assert.Contains(await store.ActiveAsync(default), d => d.Id == everywhere.Id);
    }

    [Fact]
    public async Task A_user_who_has_signed_out_for_fifty_reasons_can_still_be_blocked_and_challenged()
    {
        var (store, _, _) = await StartAsync();
        var user = Of(1, ResponseKind.Revoke, minutes: 60) with { Targets = [new DecisionTarget(DecisionTargetKind.User, Hash(7))] };
        for (var i = 0; i < DecisionLimits.PerSubject; i++)
            await store.WriteAsync(user with { Id = $"dec_{i}", At = Now.AddSeconds(i), Reason = $"reason {i}" }, default);
        foreach (var kind in new[] { ResponseKind.Block, ResponseKind.Challenge, ResponseKind.Throttle })
            Assert.Equal(DecisionState.Active, (await store.WriteAsync(user with { Id = $"dec_{kind}", Kind = kind }, default)).State);
        Assert.Equal(DecisionLimits.PerSubject + 3, (await store.ActiveAsync(default)).Count);
    }

    [Fact]
    public async Task Fifty_sessions_that_a_user_gives_up_do_not_spare_the_next_one()
    {
        var (store, alarm, _) = await StartAsync();
        SessionDecision Session(int i) => Of(i, ResponseKind.Block, minutes: i, rule: "D12") with { User = Hash(7), Session = $"s{i}" };
        for (var i = 100; i < 101 + DecisionLimits.PerSubject; i++)
            Assert.Equal(DecisionState.Active, (await store.WriteAsync(Session(i), default)).State);
        var active = await store.ActiveAsync(default);
        Assert.Equal(DecisionLimits.PerSubject, active.Count);
        Assert.DoesNotContain(active, d => d.Session == "s100");
        Assert.NotEmpty(alarm.Reasons);
    }

    [Fact]
    public async Task Sign_ins_that_were_named_before_keep_no_later_one_from_being_named()
    {
        var (store, _, _) = await StartAsync();
        var user = new DecisionTarget(DecisionTargetKind.User, Hash(7));
        await store.WriteAsync(Of(1, ResponseKind.Revoke, minutes: 60) with { Targets = [user] }, default);
        for (var i = 0; i < 150; i++)
            Assert.True(await store.NameAsync(Id(1), [new DecisionTarget(DecisionTargetKind.AuthSession, Hash(1_000 + i))], default));
        var targets = Assert.Single(await store.ActiveAsync(default)).Targets;
        Assert.Equal(100, targets.Count);
        Assert.Equal([user, new DecisionTarget(DecisionTargetKind.AuthSession, Hash(1_149))], targets.Take(2));
        Assert.False(await store.NameAsync(Id(1), [new DecisionTarget(DecisionTargetKind.AuthSession, Hash(1_149))], default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_decision_that_a_slow_node_writes_again_while_it_is_taken_back_does_not_come_back(int write)
    {
        var storage = await CreateAsync();
        await storage.StartAsync(default);
        using var quick = new DecisionStore(storage, new Alarm(), TimeProvider.System, NullLogger<DecisionStore>.Instance);
        var decision = Of(1, ResponseKind.Block, minutes: 60, rule: "D5");
        var writes = 0;
        using var slow = new DecisionStore(
            FaultyStorage.Over(storage, name => writes = name == "PutAsync" && ++writes == write ? TakenBack(quick, decision, writes) : writes),
            new Alarm(), TimeProvider.System, NullLogger<DecisionStore>.Instance);

        Assert.Equal(DecisionState.Released, (await slow.WriteAsync(decision, default)).State);
        Assert.Empty(await quick.ActiveAsync(default));
        Assert.Equal(DecisionState.Released, (await quick.FindAsync(decision.Id, default))!.Value.Decision.State);
    }

    [Fact]
    public async Task Observed_responses_take_no_room()
    {
        var (store, _, _) = await StartAsync();
        await store.WriteAsync(Of(1, ResponseKind.Observe, minutes: 60, rule: "D5"), default);
        Assert.Empty(await store.ActiveAsync(default));
        Assert.Single((await store.ListAsync(null, 10, default)).Items);
    }

    [Fact]
    public async Task A_decision_that_the_log_has_forgotten_can_still_be_taken_back()
    {
        var (store, _, storage) = await StartAsync();
        await store.WriteAsync(Of(1, ResponseKind.Revoke, minutes: 60), default);
        await storage.DeleteAsync(0, DecisionStore.LogTable, Id(1), default);
        Assert.Equal(DecisionState.Released, (await store.EndAsync(Id(1), DecisionState.Released, new ResponseNote("found"), default))!.State);
        Assert.Empty(await store.ActiveAsync(default));
    }

    private async Task<(DecisionStore Store, Alarm Alarm, ISessionStorage Storage)> StartAsync()
    {
        var storage = await CreateAsync();
        await storage.StartAsync(default);
        var alarm = new Alarm();
        return (new DecisionStore(storage, alarm, TimeProvider.System, NullLogger<DecisionStore>.Instance), alarm, storage);
    }

    private static async Task SeedAsync(ISessionStorage storage, IReadOnlyList<SessionDecision> decisions)
    {
        foreach (var some in decisions.Chunk(500))
            await Task.WhenAll(some.Select(d => storage.PutAsync(
                0, DecisionStore.ActiveTable, d.Id, d.Until.ToUnixTimeMilliseconds(), JsonSerializer.SerializeToUtf8Bytes(d, ResponseJsonContext.Default.SessionDecision), 0, default).AsTask()));
    }

    // Another node makes the same decision, and a person takes it back, between two writes of the slow one.
    private static int TakenBack(DecisionStore store, SessionDecision decision, int writes)
    {
        Task.Run(async () =>
        {
            await store.WriteAsync(decision, default);
            await store.EndAsync(decision.Id, DecisionState.Released, new ResponseNote("a customer"), default);
        }).GetAwaiter().GetResult();
        return writes;
    }

    private static string Id(int number) => $"dec_seed_{number}";

    private static string Hash(int number) => new Pseudonym(1, (ulong)number).ToString();

    // A sign-in that D5 found: the browser and the authenticated session; of user number % 40 where nothing else is said.
    private static SessionDecision SignIn(int number, int user) => Of(number, ResponseKind.Revoke, minutes: 60, rule: "D5") with
    {
        Id = $"dec_sign_in_{number}",
        User = Hash(user),
        Session = $"s{number}",
        Targets = [new DecisionTarget(DecisionTargetKind.AuthSession, Hash(2_000_000 + number)), new DecisionTarget(DecisionTargetKind.Key, Hash(1_000_000 + number))],
    };

    private static string OwnerOf(DecisionTarget target)
    {
        var number = (int)(Pseudonym.TryParse(target.Hash, out var hash) ? hash.Low : 0) % 1_000_000;
        return Hash(number == 9_000 ? 900 : number % 40);
    }

    private static SessionDecision Of(int number, ResponseKind kind, int minutes, string? rule = null) => new()
    {
        Id = Id(number),
        Kind = kind,
        State = DecisionState.Active,
        Targets = [new DecisionTarget(DecisionTargetKind.Key, Hash(1_000_000 + number))],
        At = Now,
        Until = Now.AddMinutes(10 + minutes),
        Reason = "a test",
        Rule = rule,
    };

    private sealed class Alarm : IDecisionAlarm
    {
        public List<string> Reasons { get; } = [];

        public ValueTask FullAsync(string reason, CancellationToken cancellationToken)
        {
            Reasons.Add(reason);
            return default;
        }
    }
}
