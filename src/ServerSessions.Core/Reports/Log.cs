using Microsoft.Extensions.Logging;

namespace ServerSessions.Reports;

internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Warning, "Endpoints of session tracking stay closed. {Fault} Outside Development the application would not start.")]
    public static partial void AdminClosed(ILogger logger, string fault);

    [LoggerMessage(302, LogLevel.Warning, "Comparing figures with the thresholds of insight alerts failed; it is tried again within minutes.")]
    public static partial void ThresholdsFailed(ILogger logger, Exception exception);

    [LoggerMessage(660, LogLevel.Information, "The shared link {Id} to {View} was {Act} by {User}.")]
    public static partial void ShareChanged(ILogger logger, string id, string view, string act, string user);

    [LoggerMessage(661, LogLevel.Warning, "The weekly digest is not sent to the webhook {Id}, because there is none with this id.")]
    public static partial void DigestWithoutWebhook(ILogger logger, string id);

    [LoggerMessage(662, LogLevel.Warning, "Sending the weekly digest failed; it is tried again within minutes.")]
    public static partial void DigestFailed(ILogger logger, Exception exception);

    [LoggerMessage(670, LogLevel.Information, "The cohort {Name} was {Act} by {User}.")]
    public static partial void CohortChanged(ILogger logger, string name, string act, string user);

    [LoggerMessage(671, LogLevel.Warning, "The insight alert {Name} is not compared until its segment can be used again. {Fault}")]
    public static partial void InsightAlertWithoutCohort(ILogger logger, string name, string fault);

    [LoggerMessage(672, LogLevel.Warning, "Removing the users of cohorts whose sessions are not kept any more failed; it is tried again within an hour, and answers leave these users out already.")]
    public static partial void CohortRetentionFailed(ILogger logger, Exception exception);

    [LoggerMessage(301, LogLevel.Warning, "{Path} was answered with 503: {Reason}")]
    public static partial void AdminUnavailable(ILogger logger, string path, string reason);
}
