using ServerSessions.Storage;

namespace ServerSessions.Tests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task Open_sessions_are_listed_by_their_index_newest_first_and_page_by_page()
    {
        var lease = await OwnAsync();
        var (anna, ben) = (Named(71), Named(72));
        OpenSession[] all = [.. Enumerable.Range(0, 5).Select(i => Opened(i, i % 2 == 0 ? anna : i == 1 ? ben : default))];
        await CommitAsync(lease, c => c with { Opened = all });
        await CommitAsync(lease, c => c with { Opened = [all[4]] });

        Assert.Equal([all[4].Id, all[3].Id], await ListAsync(default, null, 2));
        Assert.Equal([all[2].Id, all[1].Id, all[0].Id], await ListAsync(default, all[3].Id, 10));
        Assert.Equal([all[4].Id, all[2].Id, all[0].Id], await ListAsync(anna, null, 10));
        Assert.Equal([all[0].Id], await ListAsync(anna, all[2].Id, 10));
        Assert.Empty(await ListAsync(Named(73), null, 10));
        Assert.Empty(await ListAsync(default, null, 0));
        Assert.Empty(await _storage.ListOpenAsync(1, new OpenQuery(default, null, 10), None));
        Assert.Equal((all[1].Key, ben), (await _storage.ListOpenAsync(0, new OpenQuery(ben, null, 10), None)) is [var found] ? (found.Key, found.User) : default);
        Assert.Equal(all[3].Key, await _storage.FindOpenAsync(all[3].Id, None));

        // One signs in, one closes.
        await CommitAsync(lease, c => c with { Ended = [all[3], all[4]], Opened = [all[3] with { User = ben }] });

        Assert.Equal([all[3].Id, all[2].Id], await ListAsync(default, null, 2));
        Assert.Equal([all[3].Id, all[1].Id], await ListAsync(ben, null, 10));
        Assert.Equal([all[2].Id, all[0].Id], await ListAsync(anna, null, 10));
        Assert.Null(await _storage.FindOpenAsync(all[4].Id, None));
        Assert.Null(await _storage.FindOpenAsync(SessionId.Create(1, SessionId.MaxPartitions - 1, anna), None));

        async Task<IEnumerable<SessionId>> ListAsync(Pseudonym user, SessionId? before, int limit) =>
            (await _storage.ListOpenAsync(0, new OpenQuery(user, before, limit), None)).Select(s => s.Id);

        static OpenSession Opened(int second, Pseudonym user) => new(SessionId.Create(1_700_000_000_000_000 + (second * 1_000_000L), 0, Named((ulong)second)), Named((ulong)second), user);
    }
}
