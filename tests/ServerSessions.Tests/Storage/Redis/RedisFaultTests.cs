using System.Diagnostics;
using ServerSessions.Storage;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>What happens when a server is away, frozen, full, or has forgotten what it knew. Each test has a server of its own.</summary>
public sealed class RedisFaultTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private RedisServer _server = null!;
    private RedisRig _rig = null!;

    public async Task InitializeAsync()
    {
        _server = await RedisServer.StartAsync();
        _rig = await RedisRig.StartAsync(_server.Endpoint, partitions: 2, RedisRig.ProductTimeout);
    }

    public async Task DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Scripts_that_the_server_has_forgotten_are_sent_again()
    {
        await AppendAsync(1);
        await _server.CommandAsync("SCRIPT", "FLUSH");

        Assert.Equal(new AppendResult(AppendStatus.Appended, 2), await AppendAsync(2));
    }

    [Fact]
    public async Task A_frozen_server_fails_calls_in_time_and_the_next_ones_at_once_and_one_append_waits_until_it_answers()
    {
        await AppendAsync(1);
        await _server.FreezeAsync();
        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => AppendAsync(2).InTimeAsync());
        var first = clock.Elapsed;
        Assert.True(first > TimeSpan.FromSeconds(1.9), $"It gave up after {first}.");

        clock.Restart();
        var waiting = AppendAsync(2);
        // How many of them there is time for before one is let through again is the machine's.
        var refused = 0;
        for (; refused < 1000 && clock.Elapsed < first / 4; refused++)
            await Assert.ThrowsAsync<StorageUnavailableException>(() => refused % 2 == 0 ? AppendAsync(2) : _rig.Storage.StatusAsync(0, None).AsTask());
        Assert.True(refused >= 10, $"{refused} calls were refused in {clock.Elapsed}, one that waits takes {first}.");

        await _server.ThawAsync();
        var gaveUp = await Record.ExceptionAsync(() => waiting);
        Assert.True(gaveUp is null || clock.Elapsed > first * 0.9, $"It did not wait for the server, it gave up after {clock.Elapsed}: {gaveUp}");
        // The first try may have arrived when the server went on: then the second is a duplicate, and never a second entry.
        var result = await EventuallyAsync(() => AppendAsync(2));
        Assert.True(result.Status is AppendStatus.Appended or AppendStatus.Duplicate);
        Assert.Equal(2, (await _rig.Storage.ReadAsync(0, StreamPosition.Start, 10, None)).Count);
    }

    [Fact]
    public async Task A_call_that_its_caller_gave_up_does_not_stand_in_the_way_of_the_next_one()
    {
        var lease = (await _rig.Storage.AcquireAsync(0, "worker", TimeSpan.FromMinutes(1), None))!.Value;
        await _server.FreezeAsync();
        using var stopping = new CancellationTokenSource();
        var reading = _rig.Storage.ReadAsync(0, StreamPosition.Start, 10, stopping.Token).AsTask();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        // As a worker that stops: its lease goes back at once; otherwise no worker processes the partition until it has expired.
        var releasing = _rig.Storage.ReleaseAsync(lease, None).AsTask();
        await _server.ThawAsync();
        await releasing;

        Assert.NotNull(await _rig.Storage.AcquireAsync(0, "another worker", TimeSpan.FromMinutes(1), None));
    }

    [Fact]
    public async Task A_killed_server_that_comes_back_goes_on_with_everything_it_had_acknowledged()
    {
        for (var i = 1; i <= 50; i++)
            await AppendAsync(i);
        // What is in the append-only file outlives the process.
        await Waiting.UntilAsync(async () => await _server.CommandAsync("INFO", "persistence") is string info && info.Contains("aof_buffer_length:0\r", StringComparison.Ordinal));
        await _server.KillAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => AppendAsync(51));
        await _server.RestartAsync();

        var result = await EventuallyAsync(() => AppendAsync(51));

        Assert.Equal(51, result.LastSequence);
        Assert.Equal(51, (await _rig.Storage.ReadAsync(0, StreamPosition.Start, 100, None)).Count);
    }

    [Fact]
    public async Task A_full_server_refuses_appends_as_busy_and_lets_leases_and_commits_through()
    {
        var lease = (await _rig.Storage.AcquireAsync(0, "worker", TimeSpan.FromMinutes(1), None))!.Value;
        await AppendAsync(1);
        await _server.CommandAsync("CONFIG", "SET", "maxmemory", "1mb");

        Assert.Equal(new AppendResult(AppendStatus.Busy, 1), await AppendAsync(2));
        Assert.True(await _rig.Storage.RenewAsync(lease, TimeSpan.FromMinutes(1), None));
        Assert.NotNull(await _rig.Storage.AcquireAsync(1, "worker", TimeSpan.FromMinutes(1), None));
        var entry = Assert.Single(await _rig.Storage.ReadAsync(0, StreamPosition.Start, 10, None));
        var state = new LiveEntry(new LiveKey(ActorKind.Session, new Pseudonym(1, 2)), new byte[] { 1 });
        Assert.Equal(CommitStatus.Committed, await _rig.Storage.CommitAsync(lease, new PartitionCommit { Revision = 0, Offset = entry.Position, Live = [state] }, None));
        Assert.Equal(CommitStatus.Fenced, await _rig.Storage.CommitAsync(lease with { Epoch = 7 }, new PartitionCommit { Revision = 1, Offset = entry.Position }, None));
        Assert.Equal(1, (await _rig.Storage.StatusAsync(0, None)).Live);

        await _server.CommandAsync("CONFIG", "SET", "maxmemory", "0");
        Assert.Equal(AppendStatus.Appended, (await AppendAsync(2)).Status);
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_leaves_one_entry_when_the_append_is_sent_again()
    {
        await using var proxy = new FaultProxy(_server.Address);
        await using var rig = await RedisRig.StartAsync(proxy.Endpoint, partitions: 1, RedisRig.ProductTimeout);
        await AppendAsync(rig, 1);
        proxy.Mode = ProxyMode.CutReplies;
        // The first piece of an answer that the proxy sees may be one to the client's own questions.
        while (await _server.CommandAsync("XLEN", $"{rig.Prefix}:{{p00}}:events") is 1L)
            await Assert.ThrowsAnyAsync<Exception>(() => AppendAsync(rig, 2));
        proxy.Mode = ProxyMode.Forward;

        var result = await EventuallyAsync(() => AppendAsync(rig, 2));

        Assert.Equal(new AppendResult(AppendStatus.Duplicate, 2), result);
        Assert.Equal(2, (await rig.Storage.ReadAsync(0, StreamPosition.Start, 10, None)).Count);
    }

    [Fact]
    public async Task A_producer_gets_the_gap_when_the_server_has_lost_everything()
    {
        await AppendAsync(1);
        await _server.CommandAsync("FLUSHALL");

        Assert.Equal(new AppendResult(AppendStatus.Gap, 0), await AppendAsync(2));
    }

    [Fact]
    public async Task Another_number_of_partitions_below_the_same_prefix_is_refused_with_both_numbers()
    {
        await using var other = RedisRig.Create(_server.Endpoint, partitions: 8, o => o.Prefix = _rig.Prefix);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => other.Storage.StartAsync(None).AsTask());

        Assert.Contains("Partitions is 8", refused.Message, StringComparison.Ordinal);
        Assert.Contains("has 2 partitions", refused.Message, StringComparison.Ordinal);
    }

    private Task<AppendResult> AppendAsync(long sequence) => AppendAsync(_rig, sequence);

    private static async Task<AppendResult> AppendAsync(RedisRig rig, long sequence) =>
        await rig.Storage.AppendAsync(0, "web-1", [new EventBatch(sequence, 1, new byte[] { 1 })], None);

    private static async Task<T> EventuallyAsync<T>(Func<Task<T>> attempt)
    {
        T result = default!;
        Exception? last = null;
        await Waiting.UntilAsync(
            async () =>
            {
                try
                {
                    result = await attempt();
                    return true;
                }
                catch (Exception exception)
                {
                    last = exception;
                    return false;
                }
            },
            () => $"{last}",
            "an attempt succeeds");
        return result;
    }
}
