using ServerSessions.Model;
using ServerSessions.Model.Notices;

namespace ServerSessions.Journeys.Sessions;

/// <summary>Links the sessions of one visit whose key changes: asks the earlier key, answers the later one, and takes answers.</summary>
internal sealed class Handovers(LiveSessions sessions, JourneySettings settings)
{
    // Clocks of two nodes, and requests that run side by side.
    private const long Skew = 2_000_000;

    /// <summary>
    /// An event was added. Queries the session of a key that has changed, announces a key that is about to change, and answers queries that waited.
    /// </summary>
    public void Note(LiveSession live, in RequestEvent e, EndpointCatalog catalog, List<Signal> signals)
    {
        if (live.KeyKind == KeyKind.CrossSite)
        {
            NoteForm(live, e, signals);
            return;
        }

        if (e.Detail is { } detail)
            NoteBefore(live, detail, e.Time);
        if (live.Links is { } links)
        {
            Ask(live, links, e, catalog, signals);
            AnswerWaiting(live, links, signals);
        }

        if (e.KeyKind == KeyKind.Daily && e.Is(EventFlags.SignedIn) && !e.AuthSession.IsNone)
            signals.Add(Answer(e.AuthSession, live, live.Id, live.ReachedSteps?.Here, e.Time));
    }

    /// <summary>Takes what another key's partition says.</summary>
    /// <param name="signal">A question or an answer.</param>
    /// <param name="catalog">The application's endpoints.</param>
    /// <param name="givenUpAt">When sessions were last given up for room, Unix microseconds; 0 when none was.</param>
    /// <param name="signals">Where answers go.</param>
    /// <returns>The session that has changed; null when none has.</returns>
    public LiveSession? Take(in Signal signal, EndpointCatalog catalog, long givenUpAt, List<Signal> signals)
    {
        var live = sessions.Find(signal.Actor);
        if (signal.Notice is null)
            return Join(live, signal.Event, catalog);
        if (signal.Notice is HandoverQuestion question)
            return TakeQuestion(live, signal, question, givenUpAt, signals);
        live ??= Rest(signal, givenUpAt);
        Continue(live, signal.Session, (HandoverAnswer)signal.Notice!);
        sessions.Note(live);
        return live;
    }

    /// <summary>The session that the step of another site's form was handed to; its state while it is open, else null.</summary>
    /// <param name="owner">The key that the step was handed to.</param>
    public (SessionId Session, LiveSession? Live) OwnerOf(Pseudonym owner) =>
        sessions.Find(owner) is not { } live ? default
        : live is { IsOpen: true, Links.Asked.IsNone: false } ? (live.Id, live)
        : (live.Closed, null);

    // What comes when its session is over stays in none.
    private LiveSession? Join(LiveSession? live, in RequestEvent step, EndpointCatalog catalog)
    {
        if (live is not { IsOpen: true, Links: { } links } || links.Asked != step.Key)
            return null;
        live.Add(step, catalog, settings);
        sessions.Note(live);
        return live;
    }

    // The visit began under another key: its session is the one before, and what it reached counts as reached here.
    private static void Continue(LiveSession live, SessionId previous, HandoverAnswer answer)
    {
        if (!live.IsOpen)
            (live.Closed, live.ClosedAt) = (previous, Math.Max(live.ClosedAt, answer.Time));
        else if (live.Closed == default)
            live.Closed = previous;
        live.IsNew = false;
        if (answer.IsPastUnseen)
            (live.Links ??= new KeyLinks()).IsPastUnseen = true;
        foreach (var (step, time) in answer.Reached)
            live.Reach(step, time);
    }

    // A form of another site: the session that it signed in may have asked before it came.
    private void NoteForm(LiveSession live, in RequestEvent e, List<Signal> signals)
    {
        if (live.Links is not { } links)
            return;
        if (!links.HandedTo.IsNone && e.IsActive)
            signals.Add(HandedStep.Of(links.HandedTo, live, RawStep.Of(e)));
        AnswerWaiting(live, links, signals);
    }

    private static void NoteBefore(LiveSession live, EventDetail detail, long time)
    {
        if (detail.IsPastUnseen)
            (live.Links ??= new KeyLinks()).IsPastUnseen = true;
        if (detail.Before.IsNone || detail.Before == live.Links?.Asked)
            return;
        var links = live.Links ??= new KeyLinks();
        if (links.Before != detail.Before)
            (links.Before, links.BeforeAt) = (detail.Before, time);
    }

    private static void Ask(LiveSession live, KeyLinks links, in RequestEvent e, EndpointCatalog catalog, List<Signal> signals)
    {
        // A new cookie of which nothing follows has nothing to link, unless a rule waits for what came before.
        if (links.Before.IsNone || (live is { KeyKind: KeyKind.Cookie, IsProvisional: true } && !IsAwaited(e, catalog)))
            return;
        signals.Add(new Signal(ActorKind.Session, links.Before, live.Id, new HandoverQuestion { Time = links.BeforeAt, Key = live.Key }));
        (links.Asked, links.Before, links.BeforeAt) = (links.Before, default, 0);
    }

    private static bool IsAwaited(in RequestEvent e, EndpointCatalog catalog) =>
        (!e.Verb.IsSafe() && e.Is(EventFlags.Navigation)) || catalog.Find(e.Step) is { Requires: [_, ..] };

    private LiveSession? TakeQuestion(LiveSession? live, in Signal signal, HandoverQuestion question, long givenUpAt, List<Signal> signals)
    {
        var (asker, at) = (question.Key, question.Time);
        if (live is not null && (IsTaken(live, asker) || TryAnswer(live, asker, at, signals)))
            return live;
        // The event that it is about may be on its way still. One question waits: a key goes on in one other key.
        live ??= Rest(signal, givenUpAt);
        var links = live.Links ??= new KeyLinks();
        if (!links.AskedBy.IsNone && links.AskedBy != asker && SessionRules.Continues(links.AskedAt, at, settings.IdleTimeout))
            return null;
        (links.AskedBy, links.AskedAt) = (asker, at);
        return live;
    }

    private void AnswerWaiting(LiveSession live, KeyLinks links, List<Signal> signals)
    {
        if (links.AskedBy.IsNone)
            return;
        if (IsTaken(live, links.AskedBy) || TryAnswer(live, links.AskedBy, links.AskedAt, signals) || !SessionRules.Continues(links.AskedAt, live.LastActive, settings.IdleTimeout))
            (links.AskedBy, links.AskedAt) = (default, 0);
    }

    // The key of the day may be several people, and a form is one step: either goes on in one other key.
    private static bool IsTaken(LiveSession live, Pseudonym asker) =>
        live is { KeyKind: KeyKind.Daily or KeyKind.CrossSite, Links.HandedTo: { IsNone: false } taken } && taken != asker;

    // A session with a finding is shown by itself.
    private bool TryHand(LiveSession live, Pseudonym asker, long at, List<Signal> signals)
    {
        if (!live.IsOpen || live.HasFindings || !SessionRules.Continues(live.LastActive, at, settings.IdleTimeout))
            return false;
        (live.Links ??= new KeyLinks()).HandedTo = asker;
        foreach (ref readonly var raw in live.Pending.Steps)
            signals.Add(HandedStep.Of(asker, live, raw));
        return true;
    }

    // By the session that the visitor can have left then.
    private bool TryAnswer(LiveSession live, Pseudonym asker, long at, List<Signal> signals)
    {
        if (live.KeyKind == KeyKind.CrossSite)
            return TryHand(live, asker, at, signals);
        var (previous, last, reached) = live.IsOpen && live.Start <= at + Skew ? (live.Id, live.LastActive, live.ReachedSteps?.Here) : (live.Closed, live.ClosedAt, live.ReachedSteps?.Earlier);
        if (previous == default || !SessionRules.Continues(last, at, settings.IdleTimeout))
            return false;
        (live.Links ??= new KeyLinks()).HandedTo = asker;
        signals.Add(Answer(asker, live, previous, reached, at));
        return true;
    }

    private static Signal Answer(Pseudonym to, LiveSession live, SessionId previous, Dictionary<string, long>? reached, long time) =>
        new(ActorKind.Session, to, previous, new HandoverAnswer { Time = time, IsPastUnseen = live.IsPastUnseen, Reached = reached is null ? [] : [.. reached] });

    // Where sessions were given up, one of them may have been this key's.
    private LiveSession Rest(in Signal signal, long givenUpAt)
    {
        var live = sessions.Rest(signal.Actor, signal.Time);
        live.Gaps.HasGaps = givenUpAt > 0 && signal.Time < givenUpAt + LiveSession.RestKept.ToMicroseconds();
        return live;
    }
}
