using ServerSessions.Insights;
using ServerSessions.Model;

namespace ServerSessions.Journeys.People;

/// <summary>What one session reports to the memory of its person.</summary>
/// <param name="Person">The person.</param>
/// <param name="Session">The session.</param>
internal sealed record PersonProgress(Pseudonym Person, SessionId Session)
{
    /// <summary>Its tasks, features, and where it was last.</summary>
    public PersonMemory News { get; init; } = PersonMemory.Empty;

    /// <summary>The session is another person's after all: what it has reported here is removed.</summary>
    public bool MovesAway { get; init; }

    /// <summary>The person of a session: its user, else its browser; none where neither is known.</summary>
    public static Pseudonym PersonOf(Pseudonym user, Pseudonym key, KeyKind kind) => !user.IsNone ? user : kind == KeyKind.Cookie ? key : default;

    /// <param name="journey">The session's journey, open or closed.</param>
    /// <param name="settings">Flows and declared features.</param>
    /// <param name="catalog">Features of endpoints, and which ones are this library's: those are no place, task or feature.</param>
    /// <returns>None where there is nothing to remember: no person, or an anonymous browser that began no task.</returns>
    public static IEnumerable<PersonProgress> Of(Journey journey, InsightSettings settings, EndpointCatalog catalog)
    {
        var person = PersonOf(journey.User, journey.Key, journey.KeyKind);
        if (person.IsNone || journey.Steps.Count == 0 || journey.Actor != SessionActor.Person)
            yield break;
        var tasks = TasksOf(journey, settings, catalog);
        if (journey.User.IsNone && tasks.Length == 0)
            yield break;
        yield return new PersonProgress(person, journey.Id)
        {
            News = new PersonMemory { Tasks = tasks, Features = FeaturesOf(journey, settings, catalog), Places = PlaceOf(journey, catalog) is { } place ? [place] : [] },
        };
        if (!journey.User.IsNone && journey.KeyKind == KeyKind.Cookie)
            yield return new PersonProgress(journey.Key, journey.Id) { MovesAway = true };
    }

    /// <summary>Whether a step was reached and went well at least once.</summary>
    public static bool WentWell(Journey journey, string step) =>
        journey.Steps.Any(s => s.Reaches(step) && s.Outcome is Outcome.Ok or Outcome.Redirected);

    private static RememberedPlace? PlaceOf(Journey journey, EndpointCatalog catalog)
    {
        for (var i = journey.Steps.Count - 1; i >= 0; i--)
            if (journey.Steps[i] is { Kind: StepKind.Page, Outcome: Outcome.Ok } page && !catalog.IsOfLibrary(page.Name))
                return new RememberedPlace(page.Name, page.Time.ToMicroseconds(), journey.Id);
        return null;
    }

    private static RememberedTask[] TasksOf(Journey journey, InsightSettings settings, EndpointCatalog catalog)
    {
        var runs = new List<StepRun>();
        StepRun.Fill(runs, journey);
        var tasks = new List<RememberedTask>();
        foreach (var flow in settings.Flows)
            if (FlowPassage.Of(flow, runs) is { } passage)
                tasks.Add(new RememberedTask(flow.Name, IsForm: false, passage.Last.Name, passage.Last.Last.Time.ToMicroseconds(), passage.Completed && WentWell(journey, flow.Steps[^1]), journey.Id));
        var forms = new FormSteps();
        forms.Read(journey);
        foreach (var (route, (_, succeeded, _)) in forms.Sent)
            if (runs.FindLast(r => FormSteps.Of(r.Name) == route) is { Last: { } last }
                && !IsOfFlow(settings, last.Name) && !catalog.IsOfLibrary(last.Name))
                tasks.Add(new RememberedTask(route, IsForm: true, last.Name, last.Time.ToMicroseconds(), succeeded, journey.Id));
        // A form that was accepted at once is no task to come back to, and nothing waits for its end.
        return [.. tasks.Where(t => !t.IsForm || !t.IsDone || forms.Sent[t.Name].Tries > 1)];
    }

    private static bool IsOfFlow(InsightSettings settings, string step) => settings.Flows.Any(f => f.Steps.Contains(step));

    private static RememberedFeature[] FeaturesOf(Journey journey, InsightSettings settings, EndpointCatalog catalog)
    {
        var used = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var step in journey.Steps)
        {
            if (step.Outcome is not (Outcome.Ok or Outcome.Redirected) || catalog.IsOfLibrary(step.Name))
                continue;
            if (catalog.Find(step.Name)?.Feature is { } feature)
                used[feature] = step.Time.ToMicroseconds();
            foreach (var declared in settings.Features.Of(step.Name))
                used[declared] = step.Time.ToMicroseconds();
        }

        return [.. used.OrderByDescending(f => f.Value).Take(PersonMemory.MaxFeatures).Select(f => new RememberedFeature(f.Key, f.Value, journey.Id))];
    }
}
