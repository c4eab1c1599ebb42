using System.Globalization;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Makes all calls to servers. Every call has a time limit, and transient faults are retried within it. A call that timed out, here or in
/// the client, stays in the client's pipe. Until the server answers it, its lane (a partition) refuses further calls at once, because otherwise a frozen
/// server would fill this process with them. One call is admitted now and then, and when slots have new owners: then another server
/// may own the partition.
/// </summary>
internal sealed class RedisCalls(RedisConnection connection, TimeSpan timeout, int lanes, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(3);

    private readonly HangingCall?[] _hanging = new HangingCall?[lanes];

    // One call of each lane may wait until a server answers; more would be a second queue, without a count of what it drops.
    private readonly int[] _waiting = new int[lanes];

    /// <summary>Runs a script; its keys come first. Sequence or revision guards each script, so it can be repeated after any fault.</summary>
    public ValueTask<RedisResult> RunAsync(
        int lane, RedisScript script, ReadOnlySpan<RedisKey> keys, ReadOnlySpan<object> arguments, CancellationToken cancellationToken) =>
        RetryAsync(lane, "EVALSHA", All(script, keys, arguments), script, waits: false, cancellationToken);

    /// <summary>
    /// Runs a script for a caller that can wait: while no server accepts the call, it waits within the time limit,
    /// and is sent as soon as a server accepts it.
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

    /// <summary>Waits until the servers agree on the owners of the slots. False when they do not within the time limit.</summary>
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
        for (var pause = FirstPause; ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
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
                    throw new StorageFullException("Redis has reached its memory limit (maxmemory). Raise the limit, or keep journeys for a shorter time.", exception);
                if (fault == RedisFault.Elsewhere)
                    connection.Reconfigure();
                if (fault == RedisFault.Other || time.GetElapsedTime(began) + pause > timeout)
                    throw new StorageUnavailableException($"Redis refused {Called(command, script)}: {exception.Message}", exception);
            }
            catch (Exception exception) when (exception is RedisException or RedisCommandException or ObjectDisposedException)
            {
                // The server is gone, or a replica that was the primary. By itself, the client looks for another one only once a minute.
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
            // Leaves the client's own thread, so that folding events does not delay other answers.
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
            // A call that its caller cancelled does not close the lane: a worker that stops must still release its leases.
            if (call is { IsCompleted: false })
                RedisConnection.Forget(call);
        }
    }

    private sealed record HangingCall(Task Call, long Since, int Changes)
    {
        // A call that timed out in the client is complete, but unanswered.
        public bool IsAnswered => Call.IsCompleted && Call.Exception?.InnerException is not TimeoutException;
    }
}
