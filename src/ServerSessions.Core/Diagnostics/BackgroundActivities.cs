using System.Diagnostics;

namespace ServerSessions.Diagnostics;

/// <summary>Activities of the work in the background; nothing is made where nothing listens.</summary>
internal static class BackgroundActivities
{
    private static readonly ActivitySource Source = new(SessionTrackingDiagnostics.ActivitySourceName);

    /// <summary>A commit that takes over what a partition has rolled.</summary>
    public static Activity? Commit(int partition) => Source.StartActivity("serversessions.roll")?.SetTag("serversessions.partition", partition);

    /// <summary>An attempt to deliver an alert.</summary>
    public static Activity? Deliver(string target) => Source.StartActivity("serversessions.deliver", ActivityKind.Producer)?.SetTag("serversessions.target", target);
}
