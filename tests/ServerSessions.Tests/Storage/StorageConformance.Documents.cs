using ServerSessions.Storage;

namespace ServerSessions.Tests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task A_document_is_written_only_over_the_version_that_was_read()
    {
        Assert.Null(await _storage.GetAsync(0, "t", "a", None));
        Assert.Null(await PutAsync("a", 5, 1, expected: 3));
        Assert.Equal(1, await PutAsync("a", 5, 1, expected: 0));
        Assert.Null(await PutAsync("a", 5, 2, expected: 0));
        Assert.Equal(2, await PutAsync("a", 6, 3, expected: 1));
        Assert.Null(await PutAsync("a", 7, 4, expected: 1));
        Assert.Equal(3, await PutAsync("a", 8, 5, expected: null));
        Assert.Equal(1, await PutAsync("b", 9, 6, expected: null));

        var document = (await _storage.GetAsync(0, "t", "a", None))!.Value;
        Assert.Equal(("t", "a", 8L, 3L), (document.Table, document.Id, document.Order, document.Version));
        Assert.Equal([5], document.Data.ToArray());
    }

    [Fact]
    public async Task Of_many_writers_of_the_same_version_one_wins()
    {
        await PutAsync("a", 5, 1, expected: 0);

        var versions = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => PutAsync("a", i, (byte)i, expected: 1))));

        Assert.Equal([2L], versions.Where(v => v is not null).Select(v => v!.Value));
    }

    [Fact]
    public async Task Documents_are_kept_apart_by_table_and_partition()
    {
        await PutAsync("a", 5, 1, expected: 0);
        await _storage.PutAsync(0, "u", "a", 5, Bytes(2), 0, None);
        await _storage.PutAsync(1, "t", "a", 5, Bytes(3), 0, None);

        Assert.Equal([1], (await _storage.GetAsync(0, "t", "a", None))!.Value.Data.ToArray());
        Assert.Equal([2], (await _storage.GetAsync(0, "u", "a", None))!.Value.Data.ToArray());
        Assert.Equal([3], Assert.Single(await _storage.ListAsync(1, "t", DocumentRange.Newest(10), None)).Data.ToArray());
    }

    [Fact]
    public async Task A_deleted_document_is_gone_and_begins_again_at_version_1()
    {
        await PutAsync("a", 5, 1, expected: 0);
        await PutAsync("a", 5, 1, expected: 1);

        Assert.True(await _storage.DeleteAsync(0, "t", "a", None));
        Assert.False(await _storage.DeleteAsync(0, "t", "a", None));
        Assert.Null(await _storage.GetAsync(0, "t", "a", None));
        Assert.Empty(await _storage.ListAsync(0, "t", DocumentRange.Newest(10), None));
        Assert.Equal(1, await PutAsync("a", 5, 1, expected: 0));
    }

    [Fact]
    public async Task A_commit_writes_documents_whatever_version_is_there()
    {
        await PutAsync("a", 5, 1, expected: 0);
        await CommitAsync(await OwnAsync(), c => c with { Documents = [new Document("t", "a", 9, 0, Bytes(2)), new Document("t", "b", 1, 77, Bytes(3))] });

        Assert.Equal((9L, 2L), await OrderAndVersionAsync("a"));
        Assert.Equal((1L, 1L), await OrderAndVersionAsync("b"));
        Assert.Null(await PutAsync("a", 5, 1, expected: 1));
        Assert.Equal(["b", "a"], (await _storage.ListAsync(0, "t", DocumentRange.Oldest(10), None)).Select(d => d.Id));

        async Task<(long, long)> OrderAndVersionAsync(string id)
        {
            var document = (await _storage.GetAsync(0, "t", id, None))!.Value;
            return (document.Order, document.Version);
        }
    }

    [Fact]
    public async Task Documents_are_listed_by_order_then_id_both_ways_page_by_page()
    {
        foreach (var (id, order) in new[] { ("c", 2L), ("a", 2), ("z", 1), ("b", 2), ("y", 3), ("x", 4) })
            await PutAsync(id, order, 1, expected: 0);

        Assert.Equal("zabcyx", await PagesAsync(new DocumentRange(long.MinValue, long.MaxValue, 2)));
        Assert.Equal("xycbaz", await PagesAsync(new DocumentRange(long.MinValue, long.MaxValue, 2, Descending: true)));
        Assert.Equal("abcy", await PagesAsync(new DocumentRange(2, 4, 3)));
        Assert.Equal("ycba", await PagesAsync(new DocumentRange(2, 4, 1, Descending: true)));
        Assert.Equal("", await PagesAsync(new DocumentRange(5, 9, 3)));
        Assert.Equal(["x", "y"], (await _storage.ListAsync(0, "t", DocumentRange.Newest(2), None)).Select(d => d.Id));

        async Task<string> PagesAsync(DocumentRange range)
        {
            var ids = "";
            while (await _storage.ListAsync(0, "t", range, None) is { Count: > 0 } page)
            {
                Assert.True(page.Count <= range.Limit);
                ids += string.Concat(page.Select(d => d.Id));
                range = range with { After = (page[^1].Order, page[^1].Id) };
            }
            return ids;
        }
    }

    [Fact]
    public async Task A_document_that_changes_its_order_moves_in_the_listing()
    {
        await PutAsync("a", 1, 1, expected: 0);
        await PutAsync("b", 2, 1, expected: 0);
        await PutAsync("a", 3, 1, expected: 1);

        Assert.Equal(["b", "a"], (await _storage.ListAsync(0, "t", DocumentRange.Oldest(10), None)).Select(d => d.Id));
    }

    [Fact]
    public async Task Orders_as_large_as_microseconds_are_distinguished()
    {
        const long order = 1_767_600_000_000_001;
        await PutAsync("b", order, 1, expected: 0);
        await PutAsync("a", order + 1, 1, expected: 0);

        Assert.Equal([order], (await _storage.ListAsync(0, "t", new DocumentRange(order, order + 1, 10), None)).Select(d => d.Order));
        Assert.Equal([order + 1], (await _storage.ListAsync(0, "t", new DocumentRange(order + 1, long.MaxValue, 10), None)).Select(d => d.Order));
    }

    private async Task<long?> PutAsync(string id, long order, byte content, long? expected) =>
        await _storage.PutAsync(0, "t", id, order, Bytes(content), expected, None);
}
