using System.Globalization;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Wakes other processes by publish and subscribe. Delivery is best effort and every reader also polls, so a server or a user that allows
/// no channel costs a delay and nothing else; that is said once.
/// </summary>
internal sealed class RedisNotifications : IDisposable
{
    private readonly RedisCalls _calls;
    private readonly RedisConnection _connection;
    private readonly TimeSpan _timeout;
    private readonly AppendSignal[] _signals;
    private readonly HintTopics _topics;
    private readonly ILogger _logger;

    // The client puts its ChannelPrefix before a channel, and before no other text: scripts are given channels for that reason.
    private readonly RedisChannel _appendedChannel;
    private readonly RedisChannel _topicsChannel;
    private readonly object _appended;
    private int _isRefused;

    public RedisNotifications(
        RedisCalls calls, RedisConnection connection, RedisStorageOptions options, AppendSignal[] signals, TimeProvider time, ILogger logger)
    {
        (_calls, _connection, _timeout, _signals, _logger) = (calls, connection, options.Timeout, signals, logger);
        _topics = new HintTopics(time);
        _appendedChannel = RedisChannel.Literal(RedisKeys.Channel(options.Prefix));
        _topicsChannel = RedisChannel.Literal(RedisKeys.Topics(options.Prefix));
        _appended = _appendedChannel;
    }

    /// <summary>The channel that an append publishes to; empty once the server has refused that.</summary>
    public object Appended => Volatile.Read(ref _isRefused) == 0 ? _appended : "";

    /// <summary>Publishing was refused: it is not tried again until the application starts anew.</summary>
    public void Refused(string reason)
    {
        if (Interlocked.Exchange(ref _isRefused, 1) == 0)
            Log.NoHints(_logger, reason);
    }

    public async ValueTask TellAsync(string topic, CancellationToken cancellationToken)
    {
        // Here at once, and also when the server cannot pass it on.
        _topics.Set(topic);
        if (Volatile.Read(ref _isRefused) != 0)
            return;
        try
        {
            await _calls.ExecuteAsync(_signals.Length, "PUBLISH", cancellationToken, _topicsChannel, topic);
        }
        catch (StorageUnavailableException exception) when (exception.InnerException is RedisServerException refused && RedisFaults.IsForbidden(refused))
        {
            Refused(refused.Message);
        }
    }

    public ValueTask HearAsync(string topic, TimeSpan atMost, CancellationToken cancellationToken) => _topics.WaitAsync(topic, atMost, cancellationToken);

    public async ValueTask SubscribeAsync(CancellationToken cancellationToken)
    {
        var subscriber = _connection.Multiplexer!.GetSubscriber();
        try
        {
            await subscriber.SubscribeAsync(_appendedChannel, OnAppended).WaitAsync(_timeout, cancellationToken);
            await subscriber.SubscribeAsync(_topicsChannel, OnTold).WaitAsync(_timeout, cancellationToken);
        }
        catch (RedisServerException exception)
        {
            // Or the client would ask again at each reconnect.
            Leave();
            Refused(exception.Message);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // The client subscribes when the connection is back.
            Log.NoHints(_logger, exception.Message);
        }
    }

    /// <summary>Takes the subscriptions back: a connection of the application goes on without us.</summary>
    public void Dispose() => Leave();

    private void Leave()
    {
        if (_connection.Multiplexer?.GetSubscriber() is not { } subscriber)
            return;
        try
        {
            subscriber.Unsubscribe(_appendedChannel, OnAppended, CommandFlags.FireAndForget);
            subscriber.Unsubscribe(_topicsChannel, OnTold, CommandFlags.FireAndForget);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or RedisException)
        {
            // The connection is closed, and its subscriptions with it.
        }
    }

    private void OnTold(RedisChannel channel, RedisValue topic) => _topics.Set(topic.ToString());

    private void OnAppended(RedisChannel channel, RedisValue partition)
    {
        if (int.TryParse((string?)partition, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < _signals.Length)
            _signals[number].Set();
    }
}
