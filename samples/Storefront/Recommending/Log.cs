namespace Storefront.Recommending;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "What people look at after {Product} could not be read; its page shows its category.")]
    public static partial void NotRead(ILogger logger, Exception exception, string product);
}
