using System.Globalization;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Notifies other processes by publish and subscribe. Delivery is best effort and every subscriber also polls, so a server or a user that allows
/// no channel costs only a delay, which is logged once.
/// </summary>
internal sealed class RedisNotifications : IDisposable
{
    private readonly RedisCalls _calls;
    private readonly RedisConnection _connection;
    private readonly TimeSpan _timeout;
    private readonly AppendSignal[] _signals;
    private readonly NotificationTopics _topics;
    private readonly ILogger _logger;

    // The client adds its ChannelPrefix to arguments of type RedisChannel only, so scripts get the channel as one.
    private readonly RedisChannel _appendedChannel;
    private readonly RedisChannel _topicsChannel;
    private readonly object _appended;
    private int _isRefused;

    public RedisNotifications(
        RedisCalls calls, RedisConnection connection, RedisStorageOptions options, AppendSignal[] signals, TimeProvider time, ILogger logger)
    {
        (_calls, _connection, _timeout, _signals, _logger) = (calls, connection, options.Timeout, signals, logger);
        _topics = new NotificationTopics(time);
        _appendedChannel = RedisChannel.Literal(RedisKeys.Channel(options.Prefix));
        _topicsChannel = RedisChannel.Literal(RedisKeys.Topics(options.Prefix));
        _appended = _appendedChannel;
    }

    /// <summary>The channel to which an append publishes; empty once the server has refused it.</summary>
    public object Appended => Volatile.Read(ref _isRefused) == 0 ? _appended : "";

    /// <summary>Handles a refused publish: it is not tried again until the next start.</summary>
    public void Refused(string reason)
    {
        if (Interlocked.Exchange(ref _isRefused, 1) == 0)
            Log.NoNotifications(_logger, reason);
    }

    public async ValueTask PublishAsync(string topic, CancellationToken cancellationToken)
    {
        // Subscribers in this process are notified directly, also when the server cannot publish.
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

    public ValueTask WaitForAsync(string topic, TimeSpan atMost, CancellationToken cancellationToken) => _topics.WaitAsync(topic, atMost, cancellationToken);

    public async ValueTask SubscribeAsync(CancellationToken cancellationToken)
    {
        var subscriber = _connection.Multiplexer!.GetSubscriber();
        try
        {
            await subscriber.SubscribeAsync(_appendedChannel, OnAppended).WaitAsync(_timeout, cancellationToken);
            await subscriber.SubscribeAsync(_topicsChannel, OnNotification).WaitAsync(_timeout, cancellationToken);
        }
        catch (RedisServerException exception)
        {
            // Otherwise the client would subscribe again at each reconnect.
            Leave();
            Refused(exception.Message);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            // The client subscribes once the connection is restored.
            Log.NoNotifications(_logger, exception.Message);
        }
    }

    /// <summary>Removes the subscriptions, because a connection of the application stays open.</summary>
    public void Dispose() => Leave();

    private void Leave()
    {
        if (_connection.Multiplexer?.GetSubscriber() is not { } subscriber)
            return;
        try
        {
            subscriber.Unsubscribe(_appendedChannel, OnAppended, CommandFlags.FireAndForget);
            subscriber.Unsubscribe(_topicsChannel, OnNotification, CommandFlags.FireAndForget);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or RedisException)
        {
            // The connection is closed already.
        }
    }

    private void OnNotification(RedisChannel channel, RedisValue topic) => _topics.Set(topic.ToString());

    private void OnAppended(RedisChannel channel, RedisValue partition)
    {
        if (int.TryParse((string?)partition, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < _signals.Length)
            _signals[number].Set();
    }
}
