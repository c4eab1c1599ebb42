using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions;

namespace Microsoft.Extensions.Hosting;

/// <summary>Keeps sessions in the Redis that a connection string names.</summary>
public static class RedisHostApplicationBuilderExtensions
{
    /// <summary>
    /// Keeps sessions in Redis, at the address in <c>ConnectionStrings:{connectionName}</c>; other settings come from the section <c>ServerSessions:Redis</c>. Use it beside
    /// <c>AddSessionTracking</c> or <c>AddSessionProcessing</c>, before or after.
    /// </summary>
    /// <param name="builder">A web application's or a plain host's builder.</param>
    /// <param name="connectionName">Name of the connection string, such as "sessions".</param>
    /// <param name="configure">Prefix, time limit and retention, after those of the section.</param>
    /// <returns>The builder of session tracking, to go on with.</returns>
    /// <exception cref="InvalidOperationException">There is no such connection string.</exception>
    /// <exception cref="ArgumentException">It cannot be read or names no server.</exception>
    public static SessionTrackingBuilder AddRedisSessionTracking(this IHostApplicationBuilder builder, string connectionName, Action<RedisStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionName);
        var address = builder.Configuration.GetConnectionString(connectionName);
        if (string.IsNullOrWhiteSpace(address))
            throw new InvalidOperationException($"Session tracking on Redis: ConnectionStrings:{connectionName} is missing; expected an address such as \"localhost:6379\".");
        return new SessionTrackingBuilder(builder.Services).UseRedis(address, configure);
    }
}
