namespace ServerSessions.Reports.Stuck;

/// <summary>The worst trouble of one session.</summary>
internal sealed record StuckCase(SessionId Session, Pseudonym Person, Pseudonym User, int Friction, DateTimeOffset LastSeen, StuckState State, StuckPlace Place)
{
    /// <summary>Null when the session is no person's, or has less than <see cref="StuckReport.MinFriction"/> points.</summary>
    public static StuckCase? Of(Journey journey)
    {
        if (journey.Actor != SessionActor.Person || journey.Friction.Score < StuckReport.MinFriction)
            return null;
        var places = new Dictionary<(string Step, StuckCause Cause), StuckPlace>();
        for (var i = 0; i < journey.Steps.Count; i++)
        {
            if (StuckPlace.Of(journey.Steps, i) is not { } place)
                continue;
            var key = (place.Step, place.Cause);
            places[key] = places.TryGetValue(key, out var known) ? known.And(place) : place;
        }

        // Of equal ones the latest, which is where the person is.
        return places.Values.OrderByDescending(p => p.Points).ThenByDescending(p => p.Index).FirstOrDefault() is { } worst
            ? new StuckCase(
                journey.Id, journey.CountedUser.IsNone ? journey.Key : journey.CountedUser, journey.CountedUser, journey.Friction.Score, journey.End,
                IsOver(journey.Steps, worst) ? StuckState.Recovered : journey.Close == CloseReason.Open ? StuckState.Now : StuckState.GaveUp, worst)
            : null;
    }

    // A search is over when something was done; an attempt, when the same step succeeded.
    private static bool IsOver(IReadOnlyList<Step> steps, StuckPlace place) => steps.Skip(place.Index + 1).Any(step =>
        step.Outcome is Outcome.Ok or Outcome.Redirected && (place.Cause == StuckCause.Searching ? step.Kind == StepKind.Action : step.Name == place.Step));
}
