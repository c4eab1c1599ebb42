using StackExchange.Redis;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>Writes each request as an entry of one stream, with what an access log has, and does not wait for it.</summary>
internal sealed class EntryEachMiddleware(RequestDelegate next, IConnectionMultiplexer redis)
{
    private static readonly RedisKey Stream = "requests";

    private readonly IDatabase _database = redis.GetDatabase();

    public async Task Invoke(HttpContext context)
    {
        var started = TimeProvider.System.GetTimestamp();
        await next(context);
        var request = context.Request;
        _ = _database.ExecuteAsync(
            "XADD",
            [
                Stream, "MAXLEN", "~", "100000", "*",
                "session", (RedisValue)request.Cookies[BenchmarkApp.CookieName], "path", (RedisValue)request.Path.Value, "method", (RedisValue)request.Method,
                "status", (RedisValue)context.Response.StatusCode, "agent", (RedisValue)request.Headers.UserAgent.ToString(),
                "micros", (RedisValue)(long)TimeProvider.System.GetElapsedTime(started).TotalMicroseconds,
            ],
            CommandFlags.FireAndForget);
    }
}
