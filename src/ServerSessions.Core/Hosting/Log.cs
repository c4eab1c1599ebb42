using Microsoft.Extensions.Logging;

namespace ServerSessions.Hosting;

internal static partial class Log
{
    [LoggerMessage(701, LogLevel.Information, "The configuration was reloaded: modes and thresholds of rules and budgets of alerts apply from now on. Other settings of session tracking change at the next start.")]
    public static partial void SettingsReloaded(ILogger logger);

    [LoggerMessage(702, LogLevel.Error, "The configuration was reloaded and cannot be used: {Reason} Session tracking continues with its current settings. Correct the configuration.")]
    public static partial void SettingsNotReloaded(ILogger logger, string reason, Exception exception);

    [LoggerMessage(703, LogLevel.Warning, "{Section} has settings that no storage reads. Call AddRedisSessionTracking or UseRedis, after AddSessionTracking(section) where another section is named; or remove the settings.")]
    public static partial void RedisNotUsed(ILogger logger, string section);

    [LoggerMessage(730, LogLevel.Warning, "{Section} has settings that nothing reads. Call AddSessionRecording of the package ServerSessions.Recordings, or remove the settings.")]
    public static partial void RecordingsNotUsed(ILogger logger, string section);

    [LoggerMessage(704, LogLevel.Warning, "The webhook {Id} receives no alert: its Rules ({Given}) name no rule of this application; expected any of {Known}. Leave Rules out for all rules.")]
    public static partial void NothingSent(ILogger logger, string id, string given, string known);
}
