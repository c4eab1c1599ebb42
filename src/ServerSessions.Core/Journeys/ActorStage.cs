using ServerSessions.Journeys.Actors;
using ServerSessions.Model;
using ServerSessions.Model.Notices;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>The stage of a fold that is keyed by actor: signals go in, and what rules find about sources, accounts, users and other actors comes out.</summary>
internal sealed class ActorStage(FoldScope scope)
{
    private readonly LiveActors _actors = new(scope.Settings.Flood);
    private readonly List<LiveKey> _givenUp = [];

    public int Count => _actors.Count;

    public LiveActor? Find(LiveKey key) => _actors.Find(key);

    public void Restore(ActorKind kind, LiveActor actor)
    {
        var key = new LiveKey(kind, actor.Id);
        scope.Detection.KeepRunning(kind, actor.Detection);
        _actors.Restore(key, actor);
        scope.Due.Add(key, NextDue(key, actor));
    }

    /// <summary>Folds what a session stage, or a rule of another subject, reports of an actor.</summary>
    /// <exception cref="FormatException">It is nothing that an actor can be sent.</exception>
    public void Apply(in Signal signal, EndpointCatalog catalog)
    {
        var key = new LiveKey(signal.Kind, signal.Actor);
        var actor = _actors.FindOrAdd(key, signal.Time, _givenUp);
        foreach (var gone in _givenUp)
            scope.Remove(gone);
        _givenUp.Clear();
        if (!scope.Changes.CountRemembered(actor))
            return;
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
            case SourceFindingNotice sent:
                detection.Accept(subject, actor.Detection, sent.Read(), scope.Context, scope.Results);
                break;
            default:
                throw new FormatException($"Expected an event or a finding for an actor of kind {signal.Kind}, but found {signal.Notice.GetType().Name}.");
        }

        scope.Reporter.Report(scope.Results, mayAnswer: signal.Notice is not SourceFindingNotice);
        Change(key, actor);
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
        Change(key, actor);
    }

    private void Change(LiveKey key, LiveActor actor)
    {
        scope.Change(key);
        if (actor.Detection.IsEmpty)
        {
            _actors.Remove(key);
            scope.Due.Remove(key);
        }
        else
            scope.Due.Add(key, NextDue(key, actor));
    }

    // Nothing is forgotten before the earliest time there is.
    private long NextDue(LiveKey key, LiveActor actor) => scope.Detection.Forget(key.Kind, actor.Detection, long.MinValue) ?? 0;
}
