namespace Storefront.Live;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Simulated round {Seed} ended: {Visitors} visitors, {Requests} requests, {Errors} errors.")]
    public static partial void RoundEnded(ILogger logger, int seed, int visitors, long requests, long errors);

    [LoggerMessage(3, LogLevel.Debug, "Message {Id} about a security alert was received.")]
    public static partial void AlertReceived(ILogger logger, string id);

    [LoggerMessage(2, LogLevel.Warning, "Simulated round {Seed} could not reach the shop; the next one starts in five seconds.")]
    public static partial void RoundFailed(ILogger logger, Exception exception, int seed);
}
