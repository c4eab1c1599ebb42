using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions;
using ServerSessions.Diagnostics;
using ServerSessions.Hosting.Configuration;
using ServerSessions.Reports.Caching;
using ServerSessions.Settings;
using ServerSessions.Storage;
using ServerSessions.Storage.Redis;
using StackExchange.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Stores sessions in Redis.</summary>
public static class RedisBuilderExtensions
{
    private const int KeepAliveSeconds = 10;

    /// <summary>Stores sessions in Redis: a single server, a cluster (name any of its nodes), or the primary that Sentinel names.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">
    /// "localhost:6379" or any configuration string of StackExchange.Redis (with serviceName the servers are those of Sentinel), or a URL:
    /// redis://user:password@host:6379/0, and rediss:// for TLS.
    /// </param>
    /// <param name="configure">Sets prefix, time limit and retention.</param>
    /// <exception cref="ArgumentException">The address cannot be read or names no server.</exception>
    public static SessionTrackingBuilder UseRedis(
        this SessionTrackingBuilder builder, string configuration, Action<RedisStorageOptions>? configure = null) =>
        builder.UseRedis(Parse(configuration, "The Redis configuration"), configure);

    /// <summary>Stores sessions in Redis, with the client's options.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">Options of the client; they are copied. The application starts even when no server answers.</param>
    /// <param name="configure">Sets prefix, time limit and retention.</param>
    public static SessionTrackingBuilder UseRedis(
        this SessionTrackingBuilder builder, ConfigurationOptions configuration, Action<RedisStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration.EndPoints.Count == 0)
            throw new ArgumentException("The Redis configuration names no server; expected one like \"localhost:6379\".", nameof(configuration));
        var ours = configuration.Clone();
        ours.ClientName ??= "ServerSessions";
        if (ours.KeepAlive < 0)
            ours.KeepAlive = KeepAliveSeconds;
        return builder.UseRedis(
            (_, options) =>
            {
                // The storage's own time limit applies; a shorter one of the client would cut calls off.
                ours.AsyncTimeout = Math.Max(ours.AsyncTimeout, (int)options.Timeout.TotalMilliseconds);
                if (options.CertificateAuthority is { } authority)
                    ours.TrustIssuer(authority);
                return new OwnRedis(ours);
            },
            configure);
    }

    /// <summary>
    /// Stores sessions in Redis, through the <see cref="IConnectionMultiplexer"/> that the application has registered. The connection is shared and never
    /// closed. The application does not start when none is registered.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets prefix, time limit and retention.</param>
    public static SessionTrackingBuilder UseRedis(this SessionTrackingBuilder builder, Action<RedisStorageOptions>? configure = null) =>
        builder.UseRegistered(null, configure);

    /// <summary>
    /// Stores sessions in Redis, through the <see cref="IConnectionMultiplexer"/> that the application has registered under a key, as Aspire's
    /// AddKeyedRedisClient does. The connection is shared and never closed. The application does not start when none is registered.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="serviceKey">The key of the service, such as the name of the connection.</param>
    /// <param name="configure">Sets prefix, time limit and retention.</param>
    public static SessionTrackingBuilder UseKeyedRedis(
        this SessionTrackingBuilder builder, object serviceKey, Action<RedisStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(serviceKey);
        return builder.UseRegistered(serviceKey, configure);
    }

    /// <summary>Stores sessions in Redis, through a connection of the application. The connection is shared and never closed.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="multiplexer">The connection.</param>
    /// <param name="configure">Sets prefix, time limit and retention.</param>
    public static SessionTrackingBuilder UseRedis(
        this SessionTrackingBuilder builder, IConnectionMultiplexer multiplexer, Action<RedisStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(multiplexer);
        return builder.UseRedis((_, _) => new ApplicationRedis(() => Task.FromResult(multiplexer)), configure);
    }

    /// <summary>Stores sessions in Redis, through a connection that the application opens and closes.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connect">Returns the connection. It is called again after it fails.</param>
    /// <param name="configure">Sets prefix, time limit and retention.</param>
    [OverloadResolutionPriority(1)] // A lambda that returns a connection could also be read as one that sets options.
    public static SessionTrackingBuilder UseRedis(
        this SessionTrackingBuilder builder, Func<IServiceProvider, Task<IConnectionMultiplexer>> connect, Action<RedisStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connect);
        return builder.UseRedis((provider, _) => new ApplicationRedis(() => connect(provider)), configure);
    }

    private static SessionTrackingBuilder UseRegistered(this SessionTrackingBuilder builder, object? key, Action<RedisStorageOptions>? configure) =>
        builder.UseRedis(
            (provider, _) =>
            {
                if (!provider.GetRequiredService<IServiceProviderIsKeyedService>().IsKeyedService(typeof(IConnectionMultiplexer), key))
                    throw new InvalidOperationException(
                        $"Session tracking: UseRedis finds no IConnectionMultiplexer {(key is null ? "" : $"with the key \"{key}\" ")}among the services. "
                        + "Register one, or give UseRedis the address of a server: UseRedis(\"localhost:6379\").");
                return new ApplicationRedis(() => Task.FromResult(provider.GetRequiredKeyedService<IConnectionMultiplexer>(key)));
            },
            configure);

    private static SessionTrackingBuilder UseRedis(
        this SessionTrackingBuilder builder, Func<IServiceProvider, RedisStorageOptions, IRedisSource> source, Action<RedisStorageOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new RedisStorageOptions();
        // The roles decide what is registered, so they are read here.
        if (ConfiguredSettings.Chosen(builder.Services)?.GetSection(ConfiguredSettings.Redis) is { } section)
        {
            ConfiguredSettings.Read(section, options);
            builder.Services.AddSingleton(new ReadSection(section.Path));
        }

        configure?.Invoke(options);
        if (options.Faults().ToList() is { Count: > 0 } faults)
            throw new ArgumentException("Session tracking on Redis: " + string.Join(" ", faults), nameof(configure));

        var services = builder.Services;
        services.Replace(ServiceDescriptor.Singleton(options));
        services.Replace(ServiceDescriptor.Singleton(new DataRetention(options.JourneyRetention, options.RollupRetention)));
        services.Replace(ServiceDescriptor.Singleton(provider => new RedisConnection(
            source(provider, options), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RedisConnection>>())));
        services.Replace(ServiceDescriptor.Singleton<ISessionStorage>(provider => new RedisStorage(
            options, provider.GetRequiredService<Options.IOptions<SessionProcessingOptions>>().Value.Partitions,
            provider.GetRequiredService<RedisConnection>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RedisStorage>>())));
        services.Replace(ServiceDescriptor.Singleton<ISharedAnswers>(provider => new RedisAnswers(
            provider.GetRequiredService<RedisConnection>(), options, provider.GetRequiredService<Options.IOptions<SessionProcessingOptions>>().Value.InsightCache,
            provider.GetRequiredService<InsightCacheMetrics>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RedisAnswers>>())));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RedisStartService>());
        services.AddOptions<SessionProcessingOptions>().Validate<IHostEnvironment>(
            (tracking, environment) => tracking.Keys.Count > 0 || environment.IsDevelopment(),
            "Session tracking: Keys is empty and the storage is Redis. Every node would make different pseudonyms of the same person, and new ones at each start. "
            + "Set Keys from configuration, the same on all nodes: an id and a secret made with openssl rand -base64 32.");
        services.AddOptions<SessionProcessingOptions>().Validate(
            tracking => tracking.Profile != TrackingProfile.AudienceOnly || options.RollupRetention <= AudienceLimits.Data,
            $"Session tracking: Profile is AudienceOnly and RollupRetention is {options.RollupRetention}; expected at most {AudienceLimits.Data} (25 months).");
        return builder;
    }

    /// <param name="configuration">An address.</param>
    /// <param name="origin">Where it was given, as the subject of a sentence.</param>
    internal static ConfigurationOptions Parse(string configuration, string origin)
    {
        if (string.IsNullOrWhiteSpace(configuration))
            throw new ArgumentException($"{origin} is empty; expected one like \"localhost:6379\".", nameof(configuration));
        ConfigurationOptions read;
        try
        {
            read = RedisAddress.Parse(configuration);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            // Without the configuration itself: it can contain a password.
            throw new ArgumentException($"{origin} cannot be read: {exception.Message} Expected one like \"localhost:6379,password=…\" or \"redis://user:password@localhost:6379/0\".", nameof(configuration), exception);
        }

        return read.EndPoints.Count > 0 ? read : throw new ArgumentException($"{origin} names no server; expected one like \"localhost:6379\".", nameof(configuration));
    }
}
