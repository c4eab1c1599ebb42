namespace ServerSessions.Insights.Folds;

/// <summary>
/// Flows and forms that were begun and not finished. Counts are a rollup's fields; who came back and finished is known only where
/// journeys are folded one by one (<paramref name="recoveries"/>).
/// </summary>
internal sealed class AbandonmentFold(IReadOnlyList<Flow> flows, Recoveries? recoveries = null) : CountingFold
{
    public const string Name = "abandonment";
    private const int FormsShown = 50;
    private const int FieldsShown = 20;
    private const string SessionsField = "n";
    private const string EnteredPrefix = "e\u001f";
    private const string CompletedPrefix = "c\u001f";
    private const string LeftPrefix = "l\u001f";
    private const string ShownPrefix = "s\u001f";
    private const string TriedPrefix = "p\u001f";
    private const string FinishedPrefix = "f\u001f";
    private const string TriesPrefix = "t\u001f";
    private const string FieldPrefix = "i\u001f";

    private readonly List<StepRun> _runs = [];
    private readonly FormSteps _forms = new();

    public override long Bytes => base.Bytes + (recoveries?.Bytes ?? 0);

    public override void Add(Journey journey)
    {
        if (journey.Steps.Count == 0)
            return;
        Count(SessionsField);
        StepRun.Fill(_runs, journey);
        foreach (var flow in flows)
        {
            if (FlowPassage.Of(flow, _runs) is not { } passage)
                continue;
            Count(EnteredPrefix + flow.Name);
            if (passage.Completed)
                Count(CompletedPrefix + flow.Name);
            else
                Count(LeftPrefix + flow.Name + Part + passage.Last.Name + Part + CauseText.Of(passage.Last.Last));
            recoveries?.Add(flow, journey, _runs, passage);
        }

        AddForms(journey);
    }

    public void Merge(AbandonmentFold other)
    {
        Merge(other.Fields);
        if (recoveries is not null && other.Recovered is { } theirs)
            recoveries.Merge(theirs);
    }

    private Recoveries? Recovered => recoveries;

    public AbandonmentReport Result() => new()
    {
        Sessions = Of(SessionsField),
        Flows = [.. flows.Select(Report)],
        Forms = [.. With(TriesPrefix).Select(f => Form(f.Name)).Where(f => f.Shown > 0)
            .OrderByDescending(f => f.Abandoned).ThenBy(f => f.Form, StringComparer.Ordinal).Take(FormsShown)],
    };

    private void AddForms(Journey journey)
    {
        _forms.Read(journey);
        foreach (var (route, sent) in _forms.Sent)
        {
            Count(TriesPrefix + route, sent.Tries);
            foreach (var field in sent.Fields)
                Count(FieldPrefix + route + Part + field);
        }

        foreach (var route in _forms.Shown)
        {
            Count(ShownPrefix + route);
            if (!_forms.Sent.TryGetValue(route, out var sent))
                continue;
            Count(TriedPrefix + route);
            Count(FinishedPrefix + route, sent.Succeeded ? 1 : 0);
        }
    }

    private FlowReport Report(Flow flow)
    {
        var (entered, completed) = (Of(EnteredPrefix + flow.Name), Of(CompletedPrefix + flow.Name));
        return new FlowReport
        {
            Flow = flow.Name,
            Entered = entered,
            Completed = completed,
            Abandoned = entered - completed,
            Recovered = recoveries?.Count(flow),
            Left = [.. With(LeftPrefix + flow.Name + Part).Select(f => (Parts: f.Name.Split(Part), f.Count)).GroupBy(f => f.Parts[0], StringComparer.Ordinal)
                .Select(g => new LeftStep(g.Key, g.Sum(f => f.Count), [.. Top(g.Select(f => new NamedCount(f.Parts[1], f.Count)), int.MaxValue).Select(c => new CauseCount(c.Name, c.Count))]))
                .OrderByDescending(l => l.Sessions).ThenBy(l => l.Step, StringComparer.Ordinal)],
        };
    }

    private FormReport Form(string route)
    {
        var (shown, finished) = (Of(ShownPrefix + route), Of(FinishedPrefix + route));
        return new FormReport
        {
            Form = route,
            Shown = shown,
            Tried = Of(TriedPrefix + route),
            Finished = finished,
            Abandoned = shown - finished,
            Tries = Of(TriesPrefix + route),
            FailingFields = Top(With(FieldPrefix + route + Part), FieldsShown),
        };
    }
}
