using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Queries;

/// <summary>The closed sessions that a page counts, as the query of the list of sessions. Its length is then the number on the page.</summary>
internal sealed record SessionsBehind(DateTimeOffset From, DateTimeOffset To, Segment Segment)
{
    private const string Actor = "actor";

    public SessionQuery All => new() { From = From, To = To, Segment = Named, Live = false };

    // A list without a segment has all sessions, an insight without one those of persons.
    private Segment Named => Segment.Pairs.Any(pair => pair.Key == Actor) ? Segment : new([.. Segment.Pairs, new(Actor, "person")]);

    /// <summary>Returns the sessions of a report; null where it counts sessions whose journeys are not kept any more, because no list has those.</summary>
    public static SessionsBehind? Of(InsightScope? scope, Segment segment) =>
        scope is { FrozenBefore: null } ? new SessionsBehind(scope.From, scope.To, segment) : null;

    public static SessionsBehind? Of(Overview overview, Segment segment) =>
        overview is { FrozenBefore: null, Unlisted: 0 } ? new SessionsBehind(overview.From, overview.To, segment) : null;

    /// <summary>The sessions of another actor that are in the same range and match the rest of the segment.</summary>
    public SessionQuery Of(string actor) => All with { Segment = new([.. Segment.Pairs.Where(pair => pair.Key != Actor), new(Actor, actor)]) };

    /// <summary>Those of them that have a value of a segment's key.</summary>
    public SessionQuery Where(string key, string value) => All with { Segment = new([.. Named.Pairs, new(key, value)]) };
}
