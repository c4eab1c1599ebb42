using System.Text;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;

namespace ServerSessions.Journeys.Actors;

/// <summary>On its way to a source: what a rule about a person stated of requests that a page can have caused.</summary>
internal static class InducedNotice
{
    private const string Property = "finding";

    public static bool Is(in RequestEvent e) => e.Is(EventFlags.Notice) && e.Is(EventFlags.Induced) && e.Detail?.Properties is not null;

    public static Signal Of(Pseudonym source, Alert alert, Finding full, SessionId session) => new(ActorKind.Source, source, session, new RequestEvent
    {
        Key = default,
        Time = full.Last.ToMicroseconds(),
        Step = full.Rule,
        Flags = EventFlags.Notice | EventFlags.Passive | EventFlags.Induced,
        Network = source.High,
        Agent = source.Low,
        Detail = new EventDetail { Properties = [KeyValuePair.Create(Property, Encoding.UTF8.GetString(AlertJson.Encode(alert with { Finding = full })))] },
    });

    /// <exception cref="FormatException">The event brings no finding.</exception>
    public static Finding Read(in RequestEvent e)
    {
        foreach (var (name, value) in e.Detail?.Properties ?? [])
            if (name == Property)
                return AlertJson.Decode(Encoding.UTF8.GetBytes(value)).Finding;
        throw new FormatException($"Expected a finding of rule {e.Step}, but found none.");
    }
}
