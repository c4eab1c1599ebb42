using ServerSessions.Journeys.Actors;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Model;
using ServerSessions.Model.Erasing;
using ServerSessions.Model.Notices;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>The stage of a fold that is keyed by actor: signals go in, and what rules find about sources, accounts, users and other actors comes out.</summary>
internal sealed class ActorStage(FoldScope scope)
{
    private readonly LiveActors _actors = new(scope.Settings.Flood);
    private readonly List<(LiveKey Key, LiveActor Actor)> _givenUp = [];

    public int Count => _actors.Count;

    public LiveActor? Find(LiveKey key) => _actors.Find(key);

    public void Restore(ActorKind kind, LiveActor actor)
    {
        var key = new LiveKey(kind, actor.Id);
        scope.Detection.KeepRunning(kind, actor.Detection);
        actor.IsKnown = scope.Detection.HasHistory(kind, actor.Detection);
        _actors.Restore(key, actor);
        scope.Due.Add(key, NextDue(key, actor));
    }

    /// <summary>Folds what a session stage, or a rule of another subject, reports of an actor.</summary>
    /// <exception cref="FormatException">It is nothing that an actor can be sent.</exception>
    public void Apply(in Signal sent, EndpointCatalog catalog)
    {
        var key = _actors.PlaceOf(new LiveKey(sent.Kind, sent.Actor));
        var signal = key.Id == sent.Actor ? sent : sent with { Actor = key.Id };
        var actor = _actors.FindOrAdd(key, ActorKeys.OriginOf(signal), _givenUp);
        GiveUp(signal.Time);
        scope.Context.Begin(signal, catalog);
        scope.Results.Clear();
        var (detection, subject) = (scope.Detection, signal.Actor.ToString());
        switch (signal.Notice)
        {
            case null:
                detection.Observe(signal.Kind, subject, actor.Detection, scope.Context, scope.Results);
                break;
            case RuleNotice:
                detection.Hear(signal.Kind, subject, actor.Detection, scope.Context, scope.Results);
                break;
            case SourceFindingNotice found:
                detection.Accept(subject, actor.Detection, found.Read(), scope.Context, scope.Results);
                break;
            default:
                throw new FormatException($"Expected an event or a finding for an actor of kind {signal.Kind}, but found {signal.Notice.GetType().Name}.");
        }

        scope.Reporter.Report(scope.Results, mayAnswer: signal.Notice is not SourceFindingNotice);
        Change(key, actor, signal.Time);
    }

    /// <summary>An actor is due: rules wake, and what is old is forgotten. Unix microseconds.</summary>
    public void Advance(LiveKey key, long now)
    {
        var actor = _actors[key];
        if (actor.Detection.NextWake is { } wake && wake <= now)
        {
            scope.Context.BeginElapsed(wake, default, scope.Catalog, live: null, subject: key.Id);
            scope.Results.Clear();
            scope.Detection.Elapse(key.Kind, key.Id.ToString(), actor.Detection, scope.Context, scope.Results);
            scope.Reporter.Report(scope.Results);
        }

        scope.Detection.Forget(key.Kind, actor.Detection, now);
        Change(key, actor, now);
    }

    /// <summary>Removes what rules remember of a person until then, Unix microseconds.</summary>
    /// <returns>Number of marks that were removed.</returns>
    public long Erase(PersonTraces traces, long until)
    {
        var removed = 0L;
        foreach (var (key, actor) in _actors.All.ToList())
            if (ErasedMemories.Clean(actor, traces, until) is > 0 and var marks)
            {
                removed += marks;
                Change(key, actor, until);
            }

        return removed;
    }

    private void GiveUp(long now)
    {
        foreach (var (key, actor) in _givenUp)
        {
            scope.Changes.Unremembered += actor.IsEvidence(now) ? 1 : 0;
            scope.Remove(key);
        }

        _givenUp.Clear();
    }

    private void Change(LiveKey key, LiveActor actor, long now)
    {
        scope.Change(key);
        if (actor.Detection.IsEmpty)
        {
            _actors.Remove(key);
            scope.Due.Remove(key);
        }
        else
        {
            scope.Due.Add(key, NextDue(key, actor));
            _actors.Move(key, actor, scope.Detection.HasHistory(key.Kind, actor.Detection), _givenUp);
            GiveUp(now);
        }
    }

    // Nothing is forgotten before the earliest time there is.
    private long NextDue(LiveKey key, LiveActor actor) => scope.Detection.Forget(key.Kind, actor.Detection, long.MinValue) ?? 0;
}
