using Amazon.S3.Model;
using ServerSessions.Recordings.S3;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Recordings.Storing;

/// <summary>Chunks of recordings in a real server that speaks the S3 protocol.</summary>
public sealed class S3RecordingStoreTests(S3Server server) : IClassFixture<S3Server>
{
    private static readonly string One = new('1', 32);
    private static readonly string Two = new('2', 32);

    [Fact]
    public async Task Chunks_are_found_replaced_and_deleted_by_recording()
    {
        var store = Store("replaced/");
        Assert.True(store.IsShared);
        Assert.Null(await store.FindAsync(One, 0, default));
        await store.AddAsync(One, 0, new byte[] { 1, 2, 3 }, default);
        await store.AddAsync(One, 1, new byte[] { 4 }, default);
        await store.AddAsync(One, 0, new byte[] { 5, 6 }, default);
        await store.AddAsync(Two, 0, new byte[] { 7 }, default);
        Assert.Equal([5, 6], (await store.FindAsync(One, 0, default))!.Value.ToArray());
        await store.DeleteAsync(One, default);
        Assert.Null(await store.FindAsync(One, 0, default));
        Assert.Null(await store.FindAsync(One, 1, default));
        Assert.Equal([7], (await store.FindAsync(Two, 0, default))!.Value.ToArray());
        await store.DeleteAsync(One, default);
    }

    [Fact]
    public async Task A_recording_of_several_pages_of_the_protocol_is_deleted_whole()
    {
        var store = Store("pages/", page: 2);
        for (var number = 0; number < 7; number++)
            await store.AddAsync(One, number, new byte[] { 1 }, default);
        await store.DeleteAsync(One, default);
        Assert.DoesNotContain(await server.KeysAsync(), key => key.StartsWith("pages/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recordings_that_were_last_written_before_a_time_are_deleted_and_nothing_else_of_the_bucket()
    {
        var store = Store("old/", page: 2);
        foreach (var recording in (string[])[One, Two])
            for (var number = 0; number < 3; number++)
                await store.AddAsync(recording, number, new byte[] { 1 }, default);
        foreach (var key in (string[])["old/notes.txt", $"older/{One}/000000.bin", "old/not-an-id/000000.bin"])
            await server.Client.PutObjectAsync(new PutObjectRequest { BucketName = S3Server.Bucket, Key = key, ContentBody = "kept" });

        Assert.Equal(0, await store.DeleteBeforeAsync(DateTimeOffset.UtcNow.AddDays(-1), default));
        Assert.NotNull(await store.FindAsync(Two, 2, default));
        Assert.Equal(2, await store.DeleteBeforeAsync(DateTimeOffset.UtcNow.AddDays(1), default));
        Assert.Equal(
            ["old/not-an-id/000000.bin", "old/notes.txt", $"older/{One}/000000.bin"],
            (await server.KeysAsync()).Where(key => key.StartsWith("old", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("../11111111111111111111111111111111")]
    [InlineData("")]
    [InlineData("1111111111111111111111111111111Z")]
    public async Task What_is_no_id_of_a_recording_reaches_no_object(string recording) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store("ids/").DeleteAsync(recording, default));

    private S3RecordingStore Store(string prefix, int page = S3RecordingStore.MaxPage) => new(server.Client, S3Server.Bucket, prefix, page);
}
