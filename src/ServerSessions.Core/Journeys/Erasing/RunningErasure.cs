using ServerSessions.Model.Erasing;
using ServerSessions.Model.Notices;

namespace ServerSessions.Journeys.Erasing;

/// <summary>An erasure as one partition's fold has it: its stored part, and the ids in the form that is searched for.</summary>
internal sealed class RunningErasure
{
    private readonly HashSet<Pseudonym> _marks;

    public RunningErasure(ErasurePart part)
    {
        Part = part;
        Ids = PersonIds.Read(part.Ids);
        Found = PersonIds.Read(part.Found);
        Person = new Person(Ids.With(Found));
        _marks = [.. part.ReadMarks()];
    }

    public ErasurePart Part { get; private set; }

    public PersonIds Ids { get; private set; }

    public PersonIds Found { get; private set; }

    /// <summary>All ids that are known here; empty once the last round is done.</summary>
    public Person Person { get; private set; }

    public PersonTraces Traces => Person.Traces;

    public IReadOnlyCollection<Pseudonym> Marks => _marks;

    /// <summary>Begins the search with the ids of a notice.</summary>
    public void Take(ErasureNotice notice)
    {
        var ids = PersonIds.Read(notice.Ids);
        var isNew = notice.Round > Part.Round;
        Ids = Ids.With(ids);
        Found = Found.Except(Ids);
        Part = Part with { At = Math.Max(Part.At, notice.Time), Round = notice.Round, Received = isNew ? 1 : Part.Received + 1, IsLast = notice.IsLast, IsDone = false };
        Add(ids);
    }

    /// <summary>Takes ids that were found here. The search begins anew, and the other partitions get them in the next round.</summary>
    public void Find(PersonIds found)
    {
        var fresh = found.Except(Ids).Except(Found);
        if (fresh.Count == 0)
            return;
        Found = Found.With(fresh);
        Part = Part with { IsDone = false };
        Add(fresh);
    }

    /// <summary>Recognizes an id in what is still on its way, without searching for it.</summary>
    public void Mark(Pseudonym id)
    {
        _marks.Add(ErasureMark.Of(id));
        Part = Part with { Marks = ErasurePart.Write(_marks) };
    }

    public void Count(string name, long more) => Part = Part.Count(name, more);

    /// <summary>Everything was searched. What was found stays until the others have it.</summary>
    public void Finish()
    {
        if (Part.IsLast && Found.Count == 0)
        {
            Ids = PersonIds.None;
            Person = new Person(Ids);
        }

        Part = Part with { IsDone = true, Ids = Ids.Write(), Found = Found.Write() };
    }

    private void Add(PersonIds ids)
    {
        foreach (var id in ids.Pseudonyms.Concat(ids.Sessions.Select(PersonIds.Of)))
            _marks.Add(ErasureMark.Of(id));
        Person = new Person(Ids.With(Found));
        Part = Part with { Ids = Ids.Write(), Found = Found.Write(), Marks = ErasurePart.Write(_marks) };
    }
}
