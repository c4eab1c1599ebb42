using System.Diagnostics;

namespace ServerSessions.Diagnostics;

/// <summary>Activities of background work; without a listener, none is created.</summary>
internal static class BackgroundActivities
{
    private static readonly ActivitySource Source = new(SessionTrackingDiagnostics.ActivitySourceName);

    /// <summary>A commit of a partition's processed events.</summary>
    public static Activity? Commit(int partition) => Source.StartActivity("serversessions.roll")?.SetTag("serversessions.partition", partition);

    /// <summary>An attempt to deliver an alert.</summary>
    public static Activity? Deliver(string target) => Source.StartActivity("serversessions.deliver", ActivityKind.Producer)?.SetTag("serversessions.target", target);
}
