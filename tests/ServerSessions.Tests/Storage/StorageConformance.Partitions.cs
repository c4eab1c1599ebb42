using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task A_partition_has_one_owner_and_partitions_are_owned_apart()
    {
        var lease = await _storage.AcquireAsync(0, "a", Long, None);

        Assert.Equal(new PartitionLease(0, "a", 1), lease);
        Assert.Null(await _storage.AcquireAsync(0, "b", Long, None));
        Assert.Equal(new PartitionLease(1, "b", 1), await _storage.AcquireAsync(1, "b", Long, None));
    }

    [Fact]
    public async Task Of_many_workers_that_claim_a_partition_at_once_one_gets_it()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () => await _storage.AcquireAsync(0, $"w{i}", Long, None))));

        Assert.Single(leases, l => l is not null);
    }

    [Fact]
    public async Task The_owner_that_has_it_already_keeps_its_epoch()
    {
        var lease = await OwnAsync();

        Assert.Equal(lease, await _storage.AcquireAsync(0, "worker", Long, None));
        Assert.Equal(1, lease.Epoch);
    }

    [Fact]
    public async Task An_expired_lease_can_be_taken_by_any_worker_and_the_epoch_rises()
    {
        var old = await _storage.AcquireAsync(0, "a", Long, None);
        Assert.Null(await _storage.AcquireAsync(0, "b", Ttl, None));
        // Short only now: on a busy machine it could run out before the second caller is refused.
        Assert.True(await _storage.RenewAsync(old!.Value, Ttl, None));
        await ElapseAsync(Ttl);

        Assert.Equal(new PartitionLease(0, "b", old.Value.Epoch + 1), await _storage.AcquireAsync(0, "b", Long, None));
        Assert.False(await _storage.RenewAsync(old.Value, Long, None));
        Assert.Equal("b", (await _storage.StatusAsync(0, None)).Owner);
    }

    [Fact]
    public async Task A_renewed_lease_lasts_from_its_renewal()
    {
        // A busy machine may let the short lease run out before it is renewed.
        await Waiting.UntilAsync(async () =>
            await _storage.AcquireAsync(0, "a", Ttl, None) is { } lease && await _storage.RenewAsync(lease, Long, None));
        await ElapseAsync(Ttl);

        Assert.Null(await _storage.AcquireAsync(0, "b", Long, None));
    }

    [Fact]
    public async Task A_lease_given_back_is_free_at_once()
    {
        var lease = await OwnAsync(owner: "a");
        await _storage.ReleaseAsync(lease, None);

        Assert.Null((await _storage.StatusAsync(0, None)).Owner);
        Assert.False(await _storage.RenewAsync(lease, Long, None));
        Assert.Equal(2, (await OwnAsync(owner: "b")).Epoch);
    }

    [Fact]
    public async Task Giving_back_a_lease_that_is_anothers_by_now_changes_nothing()
    {
        var old = await _storage.AcquireAsync(0, "a", Ttl, None);
        await ElapseAsync(Ttl);
        await OwnAsync(owner: "b");
        await _storage.ReleaseAsync(old!.Value, None);

        Assert.Equal("b", (await _storage.StatusAsync(0, None)).Owner);
    }

    [Fact]
    public async Task A_new_partition_starts_at_revision_0_before_every_entry()
    {
        var snapshot = await _storage.LoadAsync(2, None);

        Assert.Equal((0L, StreamPosition.Start), (snapshot.Revision, snapshot.Offset));
        Assert.Empty(snapshot.Live);
    }

    [Fact]
    public async Task A_commit_takes_effect_as_a_whole()
    {
        await AppendAsync("web-1", Batch(1));
        var position = (await ReadAllAsync())[0].Position;
        var (key, id) = (new LiveKey(ActorKind.Session, Named(1)), Session(1000));

        var status = await CommitAsync(await OwnAsync(), c => c with
        {
            Offset = position,
            Live = [new LiveEntry(key, Bytes(1, 2))],
            Closed = [new StoredJourney(id, default, Bytes(3))],
            Rollups = [new RollupDelta("overview", 10, "sessions", 2, RollupMerge.Add)],
            Documents = [new Document("alerts", "a1", 5, 0, Bytes(4))],
            Outbox = [new OutboxItem(OutboxKind.Alert, 0, 0, 1, Bytes(5))],
            Dead = [new DeadLetter(position, "web-1", "why", Bytes(6))],
        });

        Assert.Equal(CommitStatus.Committed, status);
        var snapshot = await _storage.LoadAsync(0, None);
        Assert.Equal((1L, position), (snapshot.Revision, snapshot.Offset));
        Assert.Equal([1, 2], Assert.Single(snapshot.Live).State.ToArray());
        Assert.Equal([3], (await _storage.FindAsync(id, None))!.Value.Data.ToArray());
        Assert.Equal(2, (await _storage.ReadRollupsAsync("overview", 10, 11, None))[10]["sessions"]);
        Assert.Equal([4], (await _storage.GetAsync(0, "alerts", "a1", None))!.Value.Data.ToArray());
        Assert.Equal([5], Assert.Single(await _storage.ReadOutboxAsync(0, 10, None)).Item.Payload.ToArray());
        Assert.Equal([6], Assert.Single(await _storage.DeadLettersAsync(0, 10, None)).Payload.ToArray());
    }

    [Fact]
    public async Task A_fold_keeps_its_figures_for_as_many_days_as_it_asks()
    {
        var (lease, hour) = (await OwnAsync(), DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 3600);
        foreach (var at in (long[])[hour - (20 * 24), hour])
            Assert.Equal(CommitStatus.Committed, await CommitAsync(lease, c => c with
            {
                Rollups =
                [
                    new RollupDelta("overview", at, "sessions", 2, RollupMerge.Add),
                    new RollupDelta("navigation", at, "s", 3, RollupMerge.Add, KeptDays: 3),
                ],
            }));
        Assert.Equal([hour - (20 * 24), hour], (await _storage.ReadRollupsAsync("overview", 0, long.MaxValue / 2, None)).Keys.Order());
        Assert.Equal(3, Assert.Single(await _storage.ReadRollupsAsync("navigation", 0, long.MaxValue / 2, None)).Value["s"]);
    }

    [Fact]
    public async Task A_commit_sent_twice_counts_once_though_it_moves_no_offset()
    {
        var lease = await OwnAsync();
        var commit = new PartitionCommit
        {
            Revision = 0,
            Offset = StreamPosition.Start,
            Rollups = [new RollupDelta("overview", 10, "sessions", 2, RollupMerge.Add)],
            Outbox = [new OutboxItem(OutboxKind.Signals, 1, 0, 3, Bytes(5))],
            Documents = [new Document("alerts", "a1", 5, 0, Bytes(4))],
            Dead = [new DeadLetter(new StreamPosition(1, 0), "web-1", "why", Bytes(6))],
        };

        Assert.Equal(CommitStatus.Committed, await _storage.CommitAsync(lease, commit, None));
        Assert.Equal(CommitStatus.AlreadyCommitted, await _storage.CommitAsync(lease, commit, None));

        Assert.Equal(2, (await _storage.ReadRollupsAsync("overview", 0, 100, None))[10]["sessions"]);
        Assert.Single(await _storage.ReadOutboxAsync(0, 10, None));
        Assert.Equal(1, (await _storage.GetAsync(0, "alerts", "a1", None))!.Value.Version);
        Assert.Single(await _storage.DeadLettersAsync(0, 10, None));
        Assert.Equal(1, (await _storage.LoadAsync(0, None)).Revision);
        Assert.Equal(0, (await _storage.StatusAsync(0, None)).Fenced);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_commit_that_follows_another_revision_is_refused(int off)
    {
        var lease = await OwnAsync();
        for (var i = 0; i < 3; i++)
            Assert.Equal(CommitStatus.Committed, await CommitAsync(lease));

        Assert.Equal(CommitStatus.Fenced, await CommitAsync(lease, c => c with { Revision = c.Revision + off }));
        Assert.Equal(3, (await _storage.LoadAsync(0, None)).Revision);
    }

    [Fact]
    public async Task A_commit_under_a_lost_lease_is_refused_counted_and_changes_nothing()
    {
        var old = (await _storage.AcquireAsync(0, "a", Ttl, None))!.Value;
        await ElapseAsync(Ttl);
        await OwnAsync(owner: "b");
        var key = new LiveKey(ActorKind.Session, Named(1));

        Assert.Equal(CommitStatus.Fenced, await CommitAsync(old, c => c with
        {
            Live = [new LiveEntry(key, Bytes(1))],
            Closed = [new StoredJourney(Session(5), default, Bytes(3))],
            Rollups = [new RollupDelta("overview", 10, "sessions", 2, RollupMerge.Add)],
            Outbox = [new OutboxItem(OutboxKind.Alert, 0, 0, 1, Bytes(5))],
        }));

        Assert.Equal(0, (await _storage.LoadAsync(0, None)).Revision);
        Assert.Null(await _storage.FindLiveAsync(0, key, None));
        Assert.Null(await _storage.FindAsync(Session(5), None));
        Assert.Empty(await _storage.ReadRollupsAsync("overview", 0, 100, None));
        Assert.Empty(await _storage.ReadOutboxAsync(0, 10, None));
        Assert.Equal(1, (await _storage.StatusAsync(0, None)).Fenced);
    }

    [Fact]
    public async Task A_commit_that_had_arrived_is_fenced_when_another_has_taken_over_since()
    {
        var old = (await _storage.AcquireAsync(0, "a", Long, None))!.Value;
        var commit = new PartitionCommit { Revision = 0, Offset = StreamPosition.Start };
        Assert.Equal(CommitStatus.Committed, await _storage.CommitAsync(old, commit, None));
        // Short only now: a busy machine could let it run out before.
        Assert.True(await _storage.RenewAsync(old, Ttl, None));
        await ElapseAsync(Ttl);
        var lease = await OwnAsync(owner: "b");

        Assert.Equal(CommitStatus.Fenced, await _storage.CommitAsync(old, commit, None));
        Assert.Equal(CommitStatus.Fenced, await _storage.CommitAsync(lease, commit, None));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(lease));
    }

    [Fact]
    public async Task A_lease_given_back_commits_nothing_more()
    {
        var lease = await OwnAsync();
        await _storage.ReleaseAsync(lease, None);

        Assert.Equal(CommitStatus.Fenced, await CommitAsync(lease));
    }

    [Fact]
    public async Task A_new_owner_goes_on_from_the_last_commit()
    {
        await AppendAsync("web-1", Batch(1), Batch(2));
        var first = (await ReadAllAsync())[0].Position;
        var lease = await OwnAsync(owner: "a");
        await CommitAsync(lease, c => c with { Offset = first, Live = [new LiveEntry(new LiveKey(ActorKind.Session, Named(1)), Bytes(9))] });
        await _storage.ReleaseAsync(lease, None);

        await OwnAsync(owner: "b");
        var snapshot = await _storage.LoadAsync(0, None);

        Assert.Equal(new LiveKey(ActorKind.Session, Named(1)), Assert.Single(snapshot.Live).Key);
        Assert.Equal([2L], (await _storage.ReadAsync(0, snapshot.Offset, 10, None)).Select(e => e.Batch.FirstSequence));
    }

    [Fact]
    public async Task Live_states_are_replaced_and_an_empty_one_deletes()
    {
        var lease = await OwnAsync();
        var (one, two, actor) = (Live(ActorKind.Session, 1), Live(ActorKind.Session, 2), Live(ActorKind.Account, 1));
        await CommitAsync(lease, c => c with { Live = [new(one, Bytes(1)), new(two, Bytes(2)), new(actor, Bytes(3))] });
        await CommitAsync(lease, c => c with { Live = [new(one, default), new(two, Bytes(5, 5))] });

        Assert.Null(await _storage.FindLiveAsync(0, one, None));
        Assert.Equal([5, 5], (await _storage.FindLiveAsync(0, two, None))!.Value.ToArray());
        Assert.Equal([two], (await _storage.ListLiveAsync(0, ActorKind.Session, None)).Select(l => l.Key));
        Assert.Equal([actor], (await _storage.ListLiveAsync(0, ActorKind.Account, None)).Select(l => l.Key));
        Assert.Empty(await _storage.ListLiveAsync(1, ActorKind.Session, None));
        Assert.Equal(2, (await _storage.LoadAsync(0, None)).Live.Count);

        static LiveKey Live(ActorKind kind, ulong number) => new(kind, Named(number));
    }

    [Fact]
    public async Task Many_live_states_come_back_each_once()
    {
        var entries = Enumerable.Range(0, 700).Select(i => new LiveEntry(new LiveKey(ActorKind.Session, Named((ulong)i)), Bytes((byte)i, 1))).ToArray();
        await CommitAsync(await OwnAsync(), c => c with { Live = entries });

        var live = (await _storage.LoadAsync(0, None)).Live;

        Assert.Equal(entries.Select(e => (e.Key, e.State.Span[0])).ToHashSet(), live.Select(e => (e.Key, e.State.Span[0])).ToHashSet());
        Assert.Equal(700, live.Count);
    }

    [Fact]
    public async Task The_status_has_owner_backlog_outbox_live_and_dead_letters()
    {
        await AppendAsync("web-1", Batch(1), Batch(2), Batch(3));
        var entries = await ReadAllAsync();
        await CommitAsync(await OwnAsync(owner: "a"), c => c with
        {
            Offset = entries[0].Position,
            Live = [new LiveEntry(new LiveKey(ActorKind.Session, Named(1)), Bytes(9))],
            Outbox = [new OutboxItem(OutboxKind.Alert, 0, 0, 1, Bytes(5)), new OutboxItem(OutboxKind.Alert, 0, 0, 1, Bytes(6))],
            Dead = [new DeadLetter(entries[0].Position, "web-1", "why", Bytes(6))],
            Missing = 2,
            Buried = 3,
            ClosedEarly = 4,
            Unremembered = 5,
            Open = 6,
        });

        Assert.Equal(
            new PartitionStatus(
                0, "a", 1, entries[0].Position, Backlog: 2, entries[1].Position.Milliseconds, Outbox: 2, Live: 1, DeadLettered: 1, Fenced: 0,
                Missing: 2, Buried: 3, ClosedEarly: 4, Open: 6, Unremembered: 5),
            await _storage.StatusAsync(0, None));
        Assert.Equal(new PartitionStatus(3, null, 0, StreamPosition.Start, 0, null, 0, 0, 0, 0), await _storage.StatusAsync(3, None));
    }
}
