using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ServerSessions.Model;

namespace ServerSessions.Capture;

/// <summary>Joins the application's traces to journeys: key and user of a recorded request stand on its activity.</summary>
internal static class RequestTags
{
    /// <summary>Pseudonym of the session's key.</summary>
    public const string Key = "serversessions.key";

    /// <summary>Pseudonym of the user, by OpenTelemetry's name for it.</summary>
    public const string User = "user.hash";

    /// <summary>Sets the tags when the activity is recorded.</summary>
    public static void Add(HttpContext context, in RequestEvent recorded)
    {
        if (Activity.Current is null || ((IHttpActivityFeature?)context.Features[typeof(IHttpActivityFeature)])?.Activity is not { IsAllDataRequested: true } activity)
            return;
        activity.SetTag(Key, recorded.Key.ToString());
        if (!recorded.User.IsNone)
            activity.SetTag(User, recorded.User.ToString());
    }
}
