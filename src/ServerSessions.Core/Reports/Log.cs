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

    [LoggerMessage(673, LogLevel.Information, "The replay {Id} of rule {Rule} was {Act} by {User}.")]
    public static partial void ReplayChanged(ILogger logger, string id, string rule, string act, string user);

    [LoggerMessage(674, LogLevel.Error, "The job {Id} ended with an error.")]
    public static partial void JobFailed(ILogger logger, string id, Exception exception);

    [LoggerMessage(675, LogLevel.Warning, "The progress of jobs could not be stored; it is tried again within seconds. A job without progress for a minute is shown as failed.")]
    public static partial void JobsUnseen(ILogger logger, Exception exception);

    [LoggerMessage(676, LogLevel.Warning, "How the job {Id} ended could not be stored; it is shown as failed after a minute.")]
    public static partial void JobEndNotStored(ILogger logger, string id, Exception exception);

    [LoggerMessage(677, LogLevel.Debug, "The replay {Id} ended without a result: {Reason}")]
    public static partial void ReplayEnded(ILogger logger, string id, string reason);

    [LoggerMessage(663, LogLevel.Information, "The saved view {Id} was {Act} by {User}.")]
    public static partial void ViewChanged(ILogger logger, string id, string act, string user);

    [LoggerMessage(678, LogLevel.Information, "The export {Id} of a {Subject} was {Act} by {User}.")]
    public static partial void ExportChanged(ILogger logger, string id, string subject, string act, string user);

    [LoggerMessage(301, LogLevel.Warning, "{Path} was answered with 503: {Reason}")]
    public static partial void AdminUnavailable(ILogger logger, string path, string reason);
}
