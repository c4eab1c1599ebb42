using Microsoft.Extensions.Logging;

namespace ServerSessions.Capture;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Recording a request failed; the request itself is not affected. It is counted as dropped with the reason \"error\".")]
    public static partial void CaptureFailed(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Storage does not take events of partition {Partition}; they are kept and sent again for up to 10 minutes.")]
    public static partial void AppendFailing(ILogger logger, int partition, Exception exception);

    [LoggerMessage(3, LogLevel.Information, "Storage takes events of partition {Partition} again.")]
    public static partial void AppendRecovered(ILogger logger, int partition);

    [LoggerMessage(4, LogLevel.Error, "Storage lost {Lost} events of partition {Partition} that it had acknowledged (it holds up to {Last}), and they are no longer here to be sent again. Their sessions are marked as incomplete.")]
    public static partial void AcknowledgedLost(ILogger logger, int partition, long lost, long last);

    [LoggerMessage(18, LogLevel.Warning, "Storage lost {Events} events of partition {Partition} that it had acknowledged (it holds up to {Last}); they are sent again.")]
    public static partial void AcknowledgedSentAgain(ILogger logger, int partition, int events, long last);

    [LoggerMessage(19, LogLevel.Warning, "Storage is full: new anonymous sessions are shed, a growing share of them, until it takes events again.")]
    public static partial void Shedding(ILogger logger);

    [LoggerMessage(20, LogLevel.Information, "Storage takes events again: no sessions are shed any more.")]
    public static partial void SheddingEnded(ILogger logger);

    [LoggerMessage(5, LogLevel.Warning, "{Lost} requests that storage had not taken when the application stopped are lost.")]
    public static partial void LostAtStop(ILogger logger, long lost);

    [LoggerMessage(6, LogLevel.Critical, "Sending events to storage has stopped; requests are dropped and counted until the application is started again.")]
    public static partial void FlusherStopped(ILogger logger, Exception exception);

    [LoggerMessage(7, LogLevel.Warning, "Storage is not ready; trying again every 2 seconds. Requests wait in the queue meanwhile.")]
    public static partial void StorageNotReady(ILogger logger, Exception exception);

    [LoggerMessage(8, LogLevel.Warning, "The login endpoint {Step} answered {Attempts} attempts without a sign-in, the last one with {Status}, and no sign-in there was seen here, or by the processes before this one: its failed logins cannot be detected. "
        + "If users sign in there, call TrackedSession.LoginFailed and LoginSucceeded, or sign in through the authentication service.")]
    public static partial void LoginUnknown(ILogger logger, string step, int attempts, int status);

    [LoggerMessage(9, LogLevel.Warning, "X-Forwarded-For arrives but forwarded headers are not configured: every visitor seems to come from the proxy. "
        + "Call app.UseForwardedHeaders() before UseSessionTracking, set ForwardedHeadersOptions.ForwardedHeaders to ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, "
        + "and name a proxy that is not on this machine in ForwardedHeadersOptions.KnownProxies.")]
    public static partial void ForwardedHeadersMissing(ILogger logger);

    [LoggerMessage(47, LogLevel.Warning, "A proxy in front of the application passes on neither the visitor's address nor the host: visitors with the same browser are one session, and all share one network. "
        + "For nginx, write beside proxy_pass: proxy_set_header Host $host; proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; "
        + "and in the application, before UseSessionTracking: app.UseForwardedHeaders() with ForwardedHeadersOptions.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto. "
        + "See \"Behind nginx\" in docs/operations.md.")]
    public static partial void ProxyHidesVisitors(ILogger logger);

    [LoggerMessage(10, LogLevel.Warning, "AddSessionTracking was called but UseSessionTracking was not: nothing is recorded. Write app.UseSessionTracking() after UseAuthentication.")]
    public static partial void NotUsed(ILogger logger);

    [LoggerMessage(11, LogLevel.Warning, "{Type} was registered as IAuthenticationService after AddSessionTracking and replaces what observes sign-ins: sign-ins and sign-outs are not recorded. Call AddSessionTracking after registering {Type}, or let it wrap the service registered before.")]
    public static partial void SignInsUnseen(ILogger logger, string type);

    [LoggerMessage(46, LogLevel.Warning, "An IComponentActivator that was registered after AddSessionTracking replaces what observes the forms of Razor components: a form that is shown again with errors counts as ok. "
        + "Call AddSessionTracking after registering it, or let it wrap the service registered before.")]
    public static partial void FormsUnseen(ILogger logger);

    [LoggerMessage(12, LogLevel.Warning, "The endpoint catalogue could not be published; trying again. Rules about declared steps wait for it.")]
    public static partial void CatalogNotPublished(ILogger logger, Exception exception);

    [LoggerMessage(13, LogLevel.Warning, "The salt of the day could not be shared through storage; until it can, this process uses a salt of its own, so one cookieless visitor counts on each node.")]
    public static partial void SaltNotShared(ILogger logger, Exception exception);

    [LoggerMessage(16, LogLevel.Warning, "The logins that have signed users in could not be shared through storage; until they can, this process uses those that it has seen.")]
    public static partial void FactsNotShared(ILogger logger, Exception exception);

    [LoggerMessage(15, LogLevel.Error, "Recording a detail of a request failed; the request continues, and is recorded without the detail.")]
    public static partial void ObservingFailed(ILogger logger, Exception exception);

    [LoggerMessage(45, LogLevel.Error, "Recording an event of the application failed; the request continues without it. It is counted as refused with the reason \"error\".")]
    public static partial void RecordingFailed(ILogger logger, Exception exception);

    [LoggerMessage(14, LogLevel.Information, "No SessionTrackingOptions.Keys are configured: other processes, and this one after a restart, cannot read its cookies and make other pseudonyms.")]
    public static partial void TransientKeys(ILogger logger);

    [LoggerMessage(40, LogLevel.Warning, "A revocation does not refuse credentials of the scheme {Scheme}: they have no time of sign-in, so credentials issued before and after it cannot be distinguished. Block the user or the session instead.")]
    public static partial void SchemeWithoutTime(ILogger logger, string scheme);

    [LoggerMessage(17, LogLevel.Information, "Sessions are kept in this process: the newest {Journeys} journeys, and all of them are forgotten at exit.")]
    public static partial void ForgetsAtExit(ILogger logger, int journeys);

    [LoggerMessage(52, LogLevel.Warning, "TrustedCallers has no effect, and the session.id of every caller's baggage is ignored: the startup filter {Type} stands before the one of AddSessionTracking and can replace "
        + "the address of the connection. Register {Type} after AddSessionTracking, or with AddSingleton or AddTransient instead of Insert.")]
    public static partial void CallersUnseen(ILogger logger, string type);

    [LoggerMessage(41, LogLevel.Warning, "A visitor came by plain http, where a browser does not keep the session cookie: such visitors are known by the key of the day, which is shared behind one address "
        + "and ends at midnight. Serve the site by https; where a proxy ends TLS, have it send X-Forwarded-Proto and call UseForwardedHeaders; or set options.Cookie.SecurePolicy to SameAsRequest.")]
    public static partial void CookieNeedsHttps(ILogger logger);

    [LoggerMessage(42, LogLevel.Warning, "No endpoint takes a POST to {Path}, which TrackLogin declares as a login: unless a middleware answers there, no sign-in is judged. "
        + "Write the path as the application's routes have it, or mark the endpoint with TrackLogin.")]
    public static partial void LoginNotRouted(ILogger logger, string path);

    [LoggerMessage(43, LogLevel.Warning, "{Step} signed a user in and is not declared as a login, and no request has come to {Path}, which TrackLogin declares as one: sign-ins may go unjudged. "
        + "Declare the path that the form is sent to.")]
    public static partial void LoginElsewhere(ILogger logger, string path, string step);

    [LoggerMessage(44, LogLevel.Warning, "None of the first {Requests} requests came to {Path}, which TrackLogin declares as a login. Check that the form is sent to that path.")]
    public static partial void LoginNeverMet(ILogger logger, string path, int requests);

    [LoggerMessage(48, LogLevel.Warning, "More than {Limit} signed requests a minute: further ones are not checked for now, and stay claims. A client may send wrong signatures on purpose.")]
    public static partial void SignaturesUnchecked(ILogger logger, int limit);

    [LoggerMessage(49, LogLevel.Warning, "UseSessionTracking stands before {Later}: responses (block, challenge, throttle) do not apply to a sign-in in a browser without the cookie of session tracking, such as a stolen ticket. Call UseSessionTracking after {Later}.")]
    public static partial void UsedTooEarly(ILogger logger, string later);
}
