using System.Globalization;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// The one way to a server: every call has a time limit, and faults that pass are waited out within it. A call that was given up, by us or
/// by the client, stays in the client's pipe. Until the server answers it, its lane (a partition) refuses further ones at once, or a frozen
/// server would fill this process with them; one is let through now and then, and when slots have changed hands: then another server
/// may have the partition.
/// </summary>
internal sealed class RedisCalls(RedisConnection connection, TimeSpan timeout, int lanes, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(3);

    private readonly HangingCall?[] _hanging = new HangingCall?[lanes];

    // One for each lane may wait until a server answers: more would be a queue beside the one that counts what it drops.
    private readonly int[] _waiting = new int[lanes];

    /// <summary>Runs a script; its keys come first. A script is guarded by what it does, so it can be sent again after any fault.</summary>
    public ValueTask<RedisResult> RunAsync(
        int lane, RedisScript script, ReadOnlySpan<RedisKey> keys, ReadOnlySpan<object> arguments, CancellationToken cancellationToken) =>
        RetryAsync(lane, "EVALSHA", All(script, keys, arguments), script, waits: false, cancellationToken);

    /// <summary>
    /// The same for one caller of a lane that has nothing to do but this: while no server takes the call it waits, within the time limit,
    /// and is the first to know when one does.
    /// </summary>
    public async ValueTask<RedisResult> RunWhenPossibleAsync(
        int lane, RedisScript script, RedisKey[] keys, object[] arguments, CancellationToken cancellationToken)
    {
        var waits = Interlocked.CompareExchange(ref _waiting[lane], 1, 0) == 0;
        try
        {
            return await RetryAsync(lane, "EVALSHA", All(script, keys, arguments), script, waits, cancellationToken);
        }
        finally
        {
            if (waits)
                Volatile.Write(ref _waiting[lane], 0);
        }
    }

    public ValueTask<RedisResult> ExecuteAsync(int lane, string command, CancellationToken cancellationToken, params object[] arguments) =>
        RetryAsync(lane, command, arguments, null, waits: false, cancellationToken);

    /// <summary>Waits until the servers agree who has which slots. False when they do not within the time limit.</summary>
    public ValueTask<bool> SettleAsync(CancellationToken cancellationToken) => connection.SettleAsync(timeout, cancellationToken);

    private static object[] All(RedisScript script, ReadOnlySpan<RedisKey> keys, ReadOnlySpan<object> arguments)
    {
        var all = new object[2 + keys.Length + arguments.Length];
        all[0] = script.Hash;
        all[1] = keys.Length;
        for (var i = 0; i < keys.Length; i++)
            all[2 + i] = keys[i];
        arguments.CopyTo(all.AsSpan(2 + keys.Length));
        return all;
    }

    private async ValueTask<RedisResult> RetryAsync(
        int lane, string command, object[] arguments, RedisScript? script, bool waits, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                if (!IsBlocked(lane))
                    return await SendAsync(lane, command, arguments, cancellationToken);
                connection.Reconfigure();
                if (!MayWait())
                    throw new StorageUnavailableException("Redis has not answered an earlier call yet.");
            }
            catch (RedisServerException exception)
            {
                var fault = RedisFaults.Of(exception);
                if (fault == RedisFault.NoScript && script is not null && command != "EVAL")
                {
                    (command, arguments) = ("EVAL", [script.Text, .. arguments.AsSpan(1)]);
                    continue;
                }

                if (fault == RedisFault.Full)
                    throw new StorageFullException("Redis has reached its memory limit (maxmemory). Give it more, or keep journeys for a shorter time.", exception);
                if (fault == RedisFault.Elsewhere)
                    connection.Reconfigure();
                if (fault == RedisFault.Other || time.GetElapsedTime(began) + pause > timeout)
                    throw new StorageUnavailableException($"Redis refused {Called(command, script)}: {exception.Message}", exception);
            }
            catch (Exception exception) when (exception is RedisException or RedisCommandException or ObjectDisposedException)
            {
                // Where the client sends nobody takes it, or a replica that was the primary. It looks for another by itself once a minute.
                connection.Reconfigure();
                if (!MayWait())
                    throw new StorageUnavailableException($"Redis cannot be reached: {exception.Message}", exception);
            }

            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, cancellationToken);

            bool MayWait() => waits && time.GetElapsedTime(began) + pause <= timeout;
        }
    }

    private bool IsBlocked(int lane) =>
        Volatile.Read(ref _hanging[lane]) is { IsAnswered: false } hanging && hanging.Changes == connection.Changes
        && time.GetElapsedTime(hanging.Since) < TryAgainAfter;

    private static string Called(string command, RedisScript? script) => script is null ? command : $"{command} of the script {script.Name}";

    private async ValueTask<RedisResult> SendAsync(int lane, string command, object[] arguments, CancellationToken cancellationToken)
    {
        Task<RedisResult>? call = null;
        var changes = connection.Changes;
        try
        {
            var database = await connection.DatabaseAsync(cancellationToken).AsTask().WaitAsync(timeout, time, cancellationToken);
            call = database.ExecuteAsync(command, arguments, CommandFlags.DemandMaster);
            var result = await call.WaitAsync(timeout, time, cancellationToken);
            // Away from the client's own thread: what folds events must not hold up the answers to others.
            await Task.Yield();
            return result;
        }
        catch (TimeoutException exception)
        {
            if (call is not null)
                Volatile.Write(ref _hanging[lane], new HangingCall(call, time.GetTimestamp(), changes));
            connection.Reconfigure();
            throw new StorageUnavailableException(string.Create(CultureInfo.InvariantCulture, $"Redis has not answered within {timeout.TotalSeconds:0.###} s."), exception);
        }
        finally
        {
            // A call that its caller no longer waits for says nothing of the server: a worker that stops still gives its leases back.
            if (call is { IsCompleted: false })
                RedisConnection.Forget(call);
        }
    }

    private sealed record HangingCall(Task Call, long Since, int Changes)
    {
        // A call that the client gave up is complete, and unanswered all the same.
        public bool IsAnswered => Call.IsCompleted && Call.Exception?.InnerException is not TimeoutException;
    }
}
