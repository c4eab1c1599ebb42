using ServerSessions.Storage;

namespace ServerSessions.Tests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task Outbox_entries_come_oldest_first_until_they_are_acknowledged()
    {
        var lease = await OwnAsync();
        await CommitAsync(lease, c => c with { Outbox = [Item(OutboxKind.Alert, 1), Item(OutboxKind.UserIndex, 2)] });
        await CommitAsync(lease, c => c with { Outbox = [Item(OutboxKind.Alert, 3)] });

        var entries = await _storage.ReadOutboxAsync(0, 10, None);
        Assert.Equal([(OutboxKind.Alert, 1), (OutboxKind.UserIndex, 2), (OutboxKind.Alert, 3)], entries.Select(e => (e.Item.Kind, (int)e.Item.Payload.Span[0])));
        Assert.Equal(2, (await _storage.ReadOutboxAsync(0, 2, None)).Count);

        Assert.True(await _storage.AcknowledgeOutboxAsync(lease, entries[1].Position, None));
        Assert.Equal(entries[2].Position, Assert.Single(await _storage.ReadOutboxAsync(0, 10, None)).Position);
        Assert.True(await _storage.AcknowledgeOutboxAsync(lease, entries[1].Position, None));
        Assert.Single(await _storage.ReadOutboxAsync(0, 10, None));

        static OutboxItem Item(OutboxKind kind, byte content) => new(kind, 0, 0, 1, Bytes(content));
    }

    [Fact]
    public async Task The_outbox_is_acknowledged_under_the_lease_only()
    {
        var old = (await _storage.AcquireAsync(0, "a", Long, None))!.Value;
        await CommitAsync(old, c => c with { Outbox = [new OutboxItem(OutboxKind.Alert, 0, 0, 1, Bytes(1))] });
        var position = (await _storage.ReadOutboxAsync(0, 1, None))[0].Position;
        // Short only now: a busy machine could let it run out before.
        Assert.True(await _storage.RenewAsync(old, Ttl, None));
        await ElapseAsync(Ttl);
        await OwnAsync(owner: "b");

        Assert.False(await _storage.AcknowledgeOutboxAsync(old, position, None));
        Assert.Single(await _storage.ReadOutboxAsync(0, 10, None));
    }

    [Fact]
    public async Task Signals_are_numbered_without_a_hole_for_each_pair_of_partitions()
    {
        var (zero, one) = (await OwnAsync(0), await OwnAsync(1));
        await CommitAsync(zero, c => c with { Outbox = [Signals(2, 3), Signals(3, 1), Signals(2, 2)] });
        await CommitAsync(one, c => c with { Outbox = [Signals(2, 4)] });
        var first = await _storage.ReadOutboxAsync(0, 10, None);
        await _storage.AcknowledgeOutboxAsync(zero, first[^1].Position, None);
        await CommitAsync(zero, c => c with { Outbox = [Signals(2, 1)] });

        Assert.Equal([(2, 1L, 3), (3, 1, 1), (2, 4, 2)], first.Select(Numbers));
        Assert.Equal([(2, 1L, 4)], (await _storage.ReadOutboxAsync(1, 10, None)).Select(Numbers));
        Assert.Equal([(2, 6L, 1)], (await _storage.ReadOutboxAsync(0, 10, None)).Select(Numbers));

        static OutboxItem Signals(int target, int count) => new(OutboxKind.Signals, target, 0, count, Bytes(1));

        static (int, long, int) Numbers(OutboxEntry entry) => (entry.Item.Target, entry.Item.FirstSequence, entry.Item.Count);
    }

    [Fact]
    public async Task Dead_letters_come_newest_first_and_only_the_newest_thousand_are_kept()
    {
        var lease = await OwnAsync();
        for (var i = 0; i < 11; i++)
        {
            await CommitAsync(lease, c => c with
            {
                Dead = [.. Enumerable.Range(i * 100, 100).Select(n => new DeadLetter(new StreamPosition(n + 1, 0), "web-1", $"reason {n}", Bytes(1)))],
            });
        }

        var letters = await _storage.DeadLettersAsync(0, 5000, None);

        Assert.Equal(1000, letters.Count);
        Assert.Equal(new StreamPosition(1100, 0), letters[0].Position);
        Assert.Equal(("web-1", "reason 1099"), (letters[0].Producer, letters[0].Reason));
        Assert.Equal(new StreamPosition(101, 0), letters[^1].Position);
        Assert.Equal(letters[0].Reason, Assert.Single(await _storage.DeadLettersAsync(0, 1, None)).Reason);
        Assert.Equal(1100, (await _storage.StatusAsync(0, None)).DeadLettered);

        await _storage.RemoveDeadLettersAsync(0, [letters[0].Position, letters[2].Position, new StreamPosition(77_777, 0)], None);
        Assert.Equal([letters[1], .. letters.Skip(3)], await _storage.DeadLettersAsync(0, 5000, None), (a, b) => a.Position == b.Position && a.Reason == b.Reason && a.Payload.Span.SequenceEqual(b.Payload.Span));
    }
}
