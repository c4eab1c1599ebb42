using System.Diagnostics.CodeAnalysis;
using ServerSessions.Model;
using ServerSessions.Model.Erasing;
using ServerSessions.Model.Notices;

namespace ServerSessions.Journeys.Erasing;

/// <summary>
/// The erasures that a partition's fold remembers. A notice removes what is live of a person at once. What arrives later and happened before is left out, whichever
/// producer sends it.
/// </summary>
internal sealed class FoldErasures(FoldScope scope, SessionStage sessions, ActorStage actors)
{
    /// <summary>Microseconds by which clocks of two nodes may differ.</summary>
    public const long Skew = 5_000_000;

    private readonly Dictionary<string, RunningErasure> _all = new(StringComparer.Ordinal);
    private readonly Dictionary<Pseudonym, RunningErasure> _byMark = [];
    private PersonTraces _marks = PersonTraces.OfMarks([]);
    private long _latest = long.MinValue;

    /// <summary>The first erasure whose search has not ended; null when none runs.</summary>
    public RunningErasure? Unfinished => _all.Values.FirstOrDefault(e => !e.Part.IsDone);

    public void Restore(ErasurePart part)
    {
        _all[part.Id] = new RunningErasure(part);
        Remember();
    }

    /// <summary>Forgets an erasure that is so old that nothing of before it can arrive.</summary>
    public bool TryForget(long now, [NotNullWhen(true)] out ErasurePart? old)
    {
        old = _all.Values.FirstOrDefault(e => e.Part.At + ErasurePart.Kept.ToMicroseconds() < now)?.Part;
        if (old is null)
            return false;
        _all.Remove(old.Id);
        scope.Changes.Erasures.Remove(old.Id);
        Remember();
        return true;
    }

    /// <summary>Removes what is live of the person, and begins the search for the rest.</summary>
    /// <exception cref="FormatException">The notice has no ids.</exception>
    public void Apply(ErasureNotice notice)
    {
        if (!_all.TryGetValue(notice.Erasure, out var erasure))
            _all.Add(notice.Erasure, erasure = new RunningErasure(new ErasurePart { Id = notice.Erasure, At = notice.Time, OnlyJourneys = notice.OnlyJourneys, Ids = PersonIds.None.Write(), Found = PersonIds.None.Write() }));
        erasure.Take(notice);
        var until = erasure.Part.At + Skew;
        if (erasure.Part.OnlyJourneys)
        {
            Remember();
            erasure.Count("live", sessions.CloseWithdrawn(until));
            Change(erasure);
            return;
        }

        var (live, found, together) = sessions.Erase(erasure.Traces, erasure.Ids.IsPerson, until);
        erasure.Find(found);
        foreach (var key in together)
            erasure.Mark(key);
        erasure.Count("live", live);
        erasure.Count("memories", actors.Erase(erasure.Traces, until));
        Remember();
        Change(erasure);
    }

    /// <summary>The search has ended.</summary>
    public void Finish(RunningErasure erasure)
    {
        erasure.Finish();
        Change(erasure);
    }

    /// <summary>The search has changed what is to be stored.</summary>
    public void Change(RunningErasure erasure) => scope.Changes.Erasures[erasure.Part.Id] = erasure.Part;

    /// <summary>Whether an event belongs to what was erased. It may show a key that was not known to be the person's.</summary>
    public bool Covers(in RequestEvent e)
    {
        if (e.Time > _latest || (Of(e.User, e.Time) ?? Of(e.AuthSession, e.Time) ?? Of(e.Key, e.Time)) is not { } erasure)
            return false;
        erasure.Count("events", 1);
        if (e.KeyKind != KeyKind.Daily && Of(e.Key, e.Time) is null)
        {
            erasure.Find(sessions.Erase(e.Key, erasure.Part.At + Skew));
            erasure.Mark(e.Key);
            Remember();
        }

        Change(erasure);
        return true;
    }

    public bool Covers(Pseudonym key, long time) => time <= _latest && Of(key, time) is not null;

    /// <summary>Whether a signal is about what was erased. Otherwise, it is returned without evidence of it.</summary>
    public bool Covers(ref Signal signal)
    {
        if (signal.Time > _latest)
            return false;
        if (signal.Notice is null)
            return Covers(signal.Event) || Of(signal.Actor, signal.Time) is not null || IsErased(signal.Session, signal.Time);
        if (Of(signal.Actor, signal.Time) is not null || IsErased(signal.Session, signal.Time))
            return true;
        switch (signal.Notice)
        {
            case HandoverQuestion question:
                return Of(question.Key, signal.Time) is not null;
            case RuleNotice rule:
                return Of(rule.Account, signal.Time) is not null;
            case VerdictNotice verdict:
                return _marks.AreIn(verdict.Subject);
            case SessionFindingNotice found:
                return Of(found.SignIn, signal.Time) is not null || Of(found.User, signal.Time) is not null || IsAbout(found.Alert, bytes => found.Alert = bytes);
            case SourceFindingNotice found:
                return IsAbout(found.Alert, bytes => found.Alert = bytes);
            default:
                return false;
        }
    }

    private bool IsAbout(byte[] alert, Action<byte[]> replace)
    {
        if (!_marks.AreIn(alert))
            return false;
        if (ErasedAlerts.Without(alert, _marks) is not { } left)
            return true;
        replace(left);
        return false;
    }

    private bool IsErased(SessionId session, long time) => session != default && Of(PersonIds.Of(session), time) is not null;

    private RunningErasure? Of(Pseudonym id, long time) =>
        !id.IsNone && _byMark.TryGetValue(ErasureMark.Of(id), out var erasure) && time <= erasure.Part.At + Skew ? erasure : null;

    private void Remember()
    {
        _byMark.Clear();
        scope.Withdrawn.Clear();
        _latest = long.MinValue;
        // Of two erasures of one person, the later one covers more.
        foreach (var erasure in _all.Values.OrderBy(e => e.Part.At))
        {
            var until = erasure.Part.At + Skew;
            foreach (var mark in erasure.Marks)
                if (erasure.Part.OnlyJourneys)
                    scope.Withdrawn.Add(mark, until);
                else
                    _byMark[mark] = erasure;
            _latest = erasure.Part.OnlyJourneys ? _latest : until;
        }

        _marks = PersonTraces.OfMarks(_byMark.Keys);
    }
}
