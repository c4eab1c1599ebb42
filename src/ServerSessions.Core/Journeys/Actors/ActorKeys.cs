using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Model;
using ServerSessions.Model.Notices;

namespace ServerSessions.Journeys.Actors;

/// <summary>The actor of a kind that an event belongs to; none when the event has none.</summary>
internal static class ActorKeys
{
    /// <summary>The network that brings in an actor which a client can invent; 0 for others.</summary>
    public static ulong OriginOf(in Signal signal) => signal.Kind switch
    {
        ActorKind.Source => signal.Actor.High,
        ActorKind.Account => signal.Notice is RuleNotice notice ? notice.Network : signal.Event.Network,
        _ => 0,
    };

    public static Pseudonym Of(ActorKind kind, in RequestEvent e) => kind switch
    {
        ActorKind.Source => e.Network == 0 ? default : new Pseudonym(e.Network, e.Agent),
        ActorKind.Network => e.Network == 0 ? default : new Pseudonym(e.Network, 0),
        ActorKind.Account => e.Detail?.Account ?? default,
        // A request with a revoked sign-in has no user, but is news about the user of that sign-in.
        ActorKind.User => e.User.IsNone && e.Detail is { } detail ? detail.RevokedUser : e.User,
        ActorKind.Device => e.KeyKind == KeyKind.Cookie && !e.Is(EventFlags.FirstContact) ? e.Key : default,
        ActorKind.Site => SiteKinds.Subject,
        ActorKind.Endpoint when e.Is(EventFlags.Unmatched) && e.Path != 0 => MissingPaths.MemoryOf(e.Path),
        ActorKind.Endpoint => RefusedUsers.EndpointOf(OrderedHash.Of(StableHash.Of(e.Step), (ulong)e.Verb)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Sessions are folded, not signalled."),
    };
}
