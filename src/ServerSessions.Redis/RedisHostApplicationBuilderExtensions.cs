using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stores sessions in the Redis that a connection string names.</summary>
public static class RedisHostApplicationBuilderExtensions
{
    /// <summary>
    /// Stores sessions in Redis, at the address in <c>ConnectionStrings:{connectionName}</c>. Other settings come from the section
    /// <c>ServerSessions:Redis</c>. Call it before or after <c>AddSessionTracking</c> or <c>AddSessionProcessing</c>.
    /// </summary>
    /// <param name="builder">A web application's or a plain host's builder.</param>
    /// <param name="connectionName">Name of the connection string, such as "sessions".</param>
    /// <param name="configure">Sets prefix, time limit and retention, after the settings of the section.</param>
    /// <returns>The builder of session tracking.</returns>
    /// <exception cref="InvalidOperationException">The connection string is missing or empty.</exception>
    /// <exception cref="ArgumentException">The connection string cannot be read or names no server.</exception>
    public static SessionTrackingBuilder AddRedisSessionTracking(this IHostApplicationBuilder builder, string connectionName, Action<RedisStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionName);
        var address = builder.Configuration.GetConnectionString(connectionName);
        if (string.IsNullOrWhiteSpace(address))
            throw new InvalidOperationException($"Session tracking on Redis: ConnectionStrings:{connectionName} is missing; expected an address such as \"localhost:6379\".");
        return new SessionTrackingBuilder(builder.Services).UseRedis(RedisBuilderExtensions.Parse(address, $"The connection string ConnectionStrings:{connectionName}"), configure);
    }
}
