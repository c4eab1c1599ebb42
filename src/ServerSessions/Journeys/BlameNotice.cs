using System.Text;
using ServerSessions.Model;

namespace ServerSessions.Journeys;

/// <summary>A finding about an actor on its way to the session that it also counts against: the newest piece of evidence comes with it.</summary>
internal static class BlameNotice
{
    private const string Property = "alert";

    public static Signal Of(Alert alert, SessionId session) => new(ActorKind.Session, default, session, new RequestEvent
    {
        Key = default,
        Time = alert.Finding.Last.ToMicroseconds(),
        Step = alert.Finding.Rule,
        Flags = EventFlags.Notice | EventFlags.Passive,
        Detail = new EventDetail { Properties = [KeyValuePair.Create(Property, Text(alert))] },
    });

    /// <exception cref="FormatException">The event brings no finding.</exception>
    public static Finding Read(in RequestEvent e)
    {
        foreach (var (name, value) in e.Detail?.Properties ?? [])
            if (name == Property)
                return AlertJson.Decode(Encoding.UTF8.GetBytes(value)).Finding;
        throw new FormatException($"Expected a finding of rule {e.Step}, but found none.");
    }

    private static string Text(Alert alert) => Encoding.UTF8.GetString(AlertJson.Encode(
        alert with { Finding = alert.Finding with { Evidence = [.. alert.Finding.Evidence.TakeLast(1)] } }));
}
