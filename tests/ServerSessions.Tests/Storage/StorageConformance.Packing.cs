using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Storage;

public abstract partial class StorageConformance
{
    private const long Hour = 3_600_000;
    private const long Never = long.MaxValue / Hour;
    private static readonly Pseudonym Owner = Named(70);

    [Fact]
    public async Task Packed_journeys_are_found_listed_and_scanned_as_before()
    {
        for (var partition = 0; partition < 2; partition++)
        {
            var lease = await OwnAsync(partition);
            var some = Walks(0, 900, partition);
            foreach (var chunk in some.Chunk(300))
                await CommitAsync(lease, c => c with { Closed = chunk });
            await _storage.IndexAsync(Owner, [.. some.Where(j => j.User == Owner).Select(j => j.Id)], None);
        }

        var expected = await TextAsync();
        Assert.Equal(1800, expected.Count(c => c == '='));
        for (var times = 0; times < 2; times++)
        {
            await PackAsync(await OwnAsync(0));
            await PackAsync(await OwnAsync(1));
            Assert.Equal(expected, await TextAsync());
        }
    }

    [Fact]
    public async Task A_page_may_end_anywhere_within_packed_journeys_and_others()
    {
        var lease = await OwnAsync();
        var all = Walks(0, 400, 0);
        await CommitAsync(lease, c => c with { Closed = [.. all.Where((_, i) => i % 2 == 0)] });
        await PackAsync(lease);
        // These began between the packed ones.
        await CommitAsync(lease, c => c with { Closed = [.. all.Where((_, i) => i % 2 == 1)] });

        foreach (var page in (int[])[1, 7, 150, 1000])
        {
            var scanned = await ScanAsync(0, Day, Day + (200 * Hour), page);
            Assert.Equal(all.Select(Text), scanned.Select(Text));
            Assert.Equal(all.Reverse().Select(Text), (await ListAsync(page)).Select(Text));
        }

        var (from, to) = (all[37].Id.Milliseconds, all[300].Id.Milliseconds);
        Assert.Equal(all.Where(j => j.Id.Milliseconds >= from && j.Id.Milliseconds < to).Select(Text), (await ScanAsync(0, from, to, 20)).Select(Text));
        Assert.Equal(all.Where(j => j.Id.Milliseconds >= from && j.Id.Milliseconds < to).Reverse().Select(Text),
            (await _storage.ListAsync(new JourneyQuery(from, to, default, null, 1000), None)).Select(Text));
        var expected = await TextAsync();
        await PackAsync(lease);
        Assert.Equal(expected, await TextAsync());
    }

    [Fact]
    public async Task Storing_a_packed_journey_again_replaces_it()
    {
        var lease = await OwnAsync();
        var all = Walks(0, 60, 0);
        await CommitAsync(lease, c => c with { Closed = all });
        await PackAsync(lease);
        all[30] = all[30] with { User = Named(88), Row = Row(9, "other") };
        await CommitAsync(lease, c => c with { Closed = [all[30]] });

        for (var times = 0; times < 2; times++)
        {
            Assert.Equal(all.Reverse().Select(Text), (await ListAsync(7)).Select(Text));
            Assert.Equal(all.Select(Text), (await ScanAsync(0, Day, Day + (200 * Hour), 7)).Select(Text));
            Assert.Equal(Text(all[30]), Text((await _storage.FindAsync(all[30].Id, None))!.Value));
            await PackAsync(lease);
        }
    }

    [Fact]
    public async Task An_owner_from_before_packs_nothing()
    {
        var old = (await _storage.AcquireAsync(0, "a", Long, None))!.Value;
        await CommitAsync(old, c => c with { Closed = Walks(0, 40, 0) });
        var expected = await TextAsync();
        // Short only now: a busy machine could let it run out before.
        Assert.True(await _storage.RenewAsync(old, Ttl, None));
        await ElapseAsync(Ttl);
        var lease = await OwnAsync(owner: "b");

        Assert.Equal(PackStatus.Fenced, await _storage.PackJourneysAsync(old, Never, None));
        Assert.Equal(expected, await TextAsync());
        await PackAsync(lease);
        Assert.Equal(expected, await TextAsync());
    }

    [Fact]
    public async Task Removed_journeys_are_gone_whether_packed_or_not_and_stay_gone()
    {
        var lease = await OwnAsync();
        var all = Walks(0, 300, 0);
        await CommitAsync(lease, c => c with { Closed = [.. all.Take(200)] });
        await PackAsync(lease);
        await CommitAsync(lease, c => c with { Closed = [.. all.Skip(200)] });
        await _storage.IndexAsync(Owner, [.. all.Where(j => j.User == Owner).Select(j => j.Id)], None);
        SessionId[] gone = [all[0].Id, .. all.Where(j => j.User == Owner).Select(j => j.Id), all[299].Id, Session(Day, 0, 999), Session(Day, 3, 5)];

        await _storage.RemoveAsync(gone, None);

        for (var times = 0; times < 2; times++)
        {
            Assert.Equal(all.Where(j => !gone.Contains(j.Id)).Reverse().Select(Text), (await ListAsync(100)).Select(Text));
            Assert.All(await Task.WhenAll(gone.Select(id => _storage.FindAsync(id, None).AsTask())), found => Assert.Null(found));
            Assert.Empty(await _storage.ListAsync(new JourneyQuery(0, long.MaxValue, Owner, null, 100), None));
            await PackAsync(lease);
        }
    }

    [Fact]
    public async Task What_is_removed_is_gone_also_where_all_of_a_block_goes()
    {
        var lease = await OwnAsync();
        var all = Walks(0, 50, 0);
        await CommitAsync(lease, c => c with { Closed = all });
        await PackAsync(lease);
        await _storage.RemoveAsync([.. all.Select(j => j.Id)], None);
        Assert.Empty(await ListAsync(10));
        Assert.Empty(await ScanAsync(0, Day, Day + (200 * Hour), 10));

        await CommitAsync(lease, c => c with { Closed = all });
        await PackAsync(lease);
        Assert.Equal(all.Select(Text), (await ScanAsync(0, Day, Day + (200 * Hour), 10)).Select(Text));
    }

    [Fact]
    public async Task A_user_who_is_taken_out_of_the_index_has_no_journeys_there()
    {
        var all = Walks(0, 60, 0);
        await CommitAsync(await OwnAsync(), c => c with { Closed = all });
        await _storage.IndexAsync(Owner, [.. all.Where(j => j.User == Owner).Select(j => j.Id)], None);
        await _storage.IndexAsync(Named(71), [all[1].Id], None);

        await _storage.UnindexAsync(Owner, None);

        Assert.Empty(await _storage.ListAsync(new JourneyQuery(0, long.MaxValue, Owner, null, 100), None));
        Assert.Single(await _storage.ListAsync(new JourneyQuery(0, long.MaxValue, Named(71), null, 100), None));
        Assert.Equal(60, (await ListAsync(100)).Count);
    }

    [Fact]
    public async Task A_journey_that_was_stored_again_after_it_was_packed_is_removed_in_both_places()
    {
        var lease = await OwnAsync();
        var all = Walks(0, 20, 0);
        await CommitAsync(lease, c => c with { Closed = all });
        await PackAsync(lease);
        await CommitAsync(lease, c => c with { Closed = [all[3], all[7]] });

        await _storage.RemoveReplacedAsync([all[3].Id, all[5].Id], None);
        Assert.Equal(all.Reverse().Select(Text), (await ListAsync(100)).Select(Text));

        await _storage.RemoveAsync([all[3].Id, all[7].Id], None);
        Assert.Equal(all.Where((_, i) => i is not (3 or 7)).Reverse().Select(Text), (await ListAsync(100)).Select(Text));
        Assert.Null(await _storage.FindAsync(all[7].Id, None));
    }

    [Fact]
    public async Task Single_sessions_are_taken_out_of_the_index_of_a_user()
    {
        var all = Walks(0, 60, 0).Where(j => j.User == Owner).ToArray();
        await CommitAsync(await OwnAsync(), c => c with { Closed = all });
        await _storage.IndexAsync(Owner, [.. all.Select(j => j.Id)], None);

        await _storage.UnindexAsync(Owner, [all[0].Id, Session(Day, 0, 999)], None);
        Assert.Equal(all.Skip(1).Reverse().Select(Text), (await _storage.ListAsync(new JourneyQuery(0, long.MaxValue, Owner, null, 100), None)).Select(Text));

        await _storage.UnindexAsync(Owner, [.. all.Select(j => j.Id)], None);
        Assert.Empty(await _storage.ListAsync(new JourneyQuery(0, long.MaxValue, Owner, null, 100), None));
    }

    [Fact]
    public async Task Packing_beside_removals_and_broken_off_at_any_point_loses_and_doubles_nothing()
    {
        var lease = await OwnAsync();
        var all = Walks(0, 1_200, 0);
        var random = new Random(7);
        random.Shuffle(all);
        var gone = all.Where((_, i) => i % 5 == 0).Select(j => j.Id).ToArray();
        var stored = 0;
        var removing = Task.CompletedTask;
        foreach (var chunk in all.Chunk(100))
        {
            await CommitAsync(lease, c => c with { Closed = chunk });
            stored += chunk.Length;
            var ready = gone.Take(stored / 5).ToArray();
            await removing;
            removing = Task.Run(async () =>
            {
                foreach (var some in ready.Chunk(10))
                    await _storage.RemoveAsync(some, None);
            });
            for (var times = 0; times < 3; times++)
            {
                using var broken = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(4)));
                try
                {
                    await _storage.PackJourneysAsync(lease, Never, broken.Token);
                }
                catch (OperationCanceledException)
                {
                    // What was sent may still arrive: the next one sees it or is refused.
                }
            }
        }

        await removing;
        await _storage.RemoveAsync(gone, None);
        var kept = all.Where(j => !gone.Contains(j.Id)).OrderBy(j => j.Id).Select(Text).ToArray();
        Assert.Equal(kept, (await ScanAsync(0, Day, Day + (400 * Hour), 90)).Select(Text));
        await PackAsync(lease);
        Assert.Equal(kept, (await ScanAsync(0, Day, Day + (400 * Hour), 90)).Select(Text));
    }

    private async Task PackAsync(PartitionLease lease)
    {
        PackStatus status;
        while ((status = await _storage.PackJourneysAsync(lease, Never, None)) == PackStatus.More)
        {
        }

        Assert.Equal(PackStatus.Done, status);
    }

    // Over some days, oldest first; some have the same start, one in ten is a user's.
    private static StoredJourney[] Walks(int first, int count, int partition) =>
        [.. Enumerable.Range(first, count).Select(i => new StoredJourney(
            Session(Day + (i / 2 * 10 * 60_000), partition, (ulong)i + 1), i % 10 == 3 ? Owner : default, Row(i, $"GET /{i % 17}", "Firefox 140, Linux, desktop"))).OrderBy(j => j.Id)];

    // As a codec writes it: parts that others have too, and a body.
    private static byte[] Row(int number, params string[] parts)
    {
        var buffer = new ByteBuffer();
        buffer.WriteNumber(parts.Length);
        foreach (var part in parts)
            buffer.WriteText(part);
        buffer.Write([.. BitConverter.GetBytes(number), .. new byte[100]]);
        return buffer.Written.ToArray();
    }

    private async Task<List<StoredJourney>> ListAsync(int page)
    {
        var listed = new List<StoredJourney>();
        while (await _storage.ListAsync(new JourneyQuery(Day, Day + (400 * Hour), default, listed.Count == 0 ? null : listed[^1].Id, page), None) is { Count: > 0 } some)
        {
            Assert.True(some.Count <= page);
            listed.AddRange(some);
        }

        return listed;
    }

    // All that can be read, in three ways that must agree, and a user's.
    private async Task<string> TextAsync()
    {
        var listed = await ListAsync(70);
        var scanned = new List<StoredJourney>();
        for (var partition = 0; partition < 4; partition++)
            scanned.AddRange(await ScanAsync(partition, Day, Day + (400 * Hour), 70));
        Assert.Equal(listed.Select(Text), scanned.OrderByDescending(j => j.Id).Select(Text));
        foreach (var journey in listed.Where((_, i) => i % 29 == 0))
            Assert.Equal(Text(journey), Text((await _storage.FindAsync(journey.Id, None))!.Value));
        var mine = await _storage.ListAsync(new JourneyQuery(0, long.MaxValue, Owner, null, 1000), None);
        return string.Join('\n', listed.Select(Text)) + "\n" + string.Join(' ', mine.Select(j => j.Id));
    }

    private static string Text(StoredJourney journey) => $"{journey.Id} {journey.User}={Convert.ToHexString(journey.Data.Span)}";
}
