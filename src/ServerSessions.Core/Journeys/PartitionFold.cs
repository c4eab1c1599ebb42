using ServerSessions.Detection;
using ServerSessions.Journeys.Actors;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Model.Notices;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>
/// The keyed fold of one partition: events and signals in, changes out. Pure and single-threaded: the processor passes it the entries of the log and commits the
/// changes, and a replay passes it the lines of a file. It only routes: <see cref="SessionStage"/> and <see cref="ActorStage"/> fold.
/// </summary>
internal sealed class PartitionFold
{
    private readonly FoldScope _scope;
    private readonly SessionStage _sessions;
    private readonly ActorStage _actors;

    public PartitionFold(int partition, JourneySettings settings, DetectionEngine detection)
    {
        _scope = new FoldScope(settings, detection);
        _sessions = new SessionStage(partition, _scope);
        _actors = new ActorStage(_scope);
        Erasures = new FoldErasures(_scope, _sessions, _actors);
    }

    public FoldChanges Changes => _scope.Changes;

    /// <summary>The erasures that the fold remembers.</summary>
    public FoldErasures Erasures { get; }

    /// <inheritdoc cref="FoldScope.IsStored"/>
    public bool IsStored { get => _scope.IsStored; init => _scope.IsStored = value; }

    /// <inheritdoc cref="SessionStage.KeepsJourneys"/>
    public bool KeepsJourneys { get => _sessions.KeepsJourneys; set => _sessions.KeepsJourneys = value; }

    /// <summary>The call of an application's detector that this fold makes now.</summary>
    public DetectorCall Call => _scope.Context.Call;

    /// <inheritdoc cref="DetectorContext.Folded"/>
    public DateTimeOffset Clock { set => _scope.Context.Folded = value; }

    public int Count => _sessions.Count + _actors.Count;

    /// <inheritdoc cref="SessionStage.Count"/>
    public int Sessions => _sessions.Count;

    public int Open => _sessions.Open;

    /// <summary>Times that wait, stale ones too.</summary>
    public int DueQueued => _scope.Due.QueueCount;

    /// <inheritdoc cref="SessionStage.Provisional"/>
    public int Provisional => _sessions.Provisional;

    /// <inheritdoc cref="SessionStage.Current"/>
    public SessionId Current => _sessions.Current;

    /// <inheritdoc cref="SessionStage.AwaitedCatalog"/>
    public string? AwaitedCatalog => _sessions.AwaitedCatalog;

    public LiveSession? Session(Pseudonym key) => _sessions.Find(key);

    public LiveActor? Actor(LiveKey key) => _actors.Find(key);

    /// <summary>Uses this catalogue until an event names another version.</summary>
    public void Use(EndpointCatalog catalog) => _scope.Catalog = catalog;

    /// <summary>Entries of the index of open sessions.</summary>
    public OpenSessionEntries OpenEntries { get; } = new();

    public void Restore(LiveSession session) => _sessions.Restore(session);

    public void Restore(ActorKind kind, LiveActor actor) => _actors.Restore(kind, actor);

    /// <inheritdoc cref="SessionStage.Restore(long)"/>
    public void Restore(long givenUpAt) => _sessions.Restore(givenUpAt);

    /// <summary>Folds one request or recorded event.</summary>
    public void Apply(in RequestEvent e, EndpointCatalog catalog)
    {
        _scope.Catalog = catalog;
        _sessions.AwaitRestored();
        if (!Erasures.Covers(e))
            _sessions.Apply(e);
    }

    /// <inheritdoc cref="SessionStage.Miss"/>
    public void Miss(Pseudonym key, long time)
    {
        if (!Erasures.Covers(key, time))
            _sessions.Miss(key, time);
    }

    /// <summary>Folds what another partition reports of an actor or to a session.</summary>
    public void Apply(in Signal sent, EndpointCatalog catalog)
    {
        var signal = sent;
        if (signal.Notice is ErasureNotice erasure)
            Erasures.Apply(erasure);
        else if (Erasures.Covers(ref signal))
            return;
        else if (signal.Kind == ActorKind.Session)
            _sessions.Apply(signal, catalog);
        else
            _actors.Apply(signal, catalog);
    }

    /// <inheritdoc cref="SessionStage.NoteFloods"/>
    public void NoteFloods() => _sessions.NoteFloods();

    /// <inheritdoc cref="SessionStage.ReportProgress"/>
    public void ReportProgress() => _sessions.ReportProgress();

    /// <summary>Time goes on: sessions close, rules wake, what is old is forgotten. Unix microseconds.</summary>
    public void AdvanceTo(long now)
    {
        while (AdvanceOne(now))
        {
        }
    }

    /// <summary>The same for the subject that has been due the longest; false when none is.</summary>
    public bool AdvanceOne(long now)
    {
        _sessions.AwaitRestored();
        if (!_scope.Due.TryTake(now, out var key, out var at))
            return false;
        if (key.Kind == ActorKind.Session)
            _sessions.Advance(key.Id, at);
        else
            _actors.Advance(key, at);
        return true;
    }
}
