using System.Numerics;
using ServerSessions.Model;

namespace ServerSessions.Detection.Rules;

/// <summary>
/// Counts distinct actors in marks, in a room of fixed size. Where the room is full, every second actor is kept, by a hash that clients cannot choose, and stands for twice as
/// many. So nothing pushes out what is in the room, and the count is an estimate without bias (with 128 marks, within a fifth).
/// </summary>
/// <param name="mask">Bits of <see cref="Mark.Code"/> that tell the kind of a mark.</param>
/// <param name="kind">The kind that is counted here.</param>
/// <param name="shift">Lowest of the five bits with the power of two.</param>
internal readonly struct MarkSample(int mask, int kind, int shift)
{
    private const int PowerMask = 31;
    private const int MostPower = 24;

    public bool Includes(in Mark mark) => (mark.Code & mask) == kind;

    /// <summary>Number of actors that a mark stands for.</summary>
    public int Weight(in Mark mark) => 1 << Power(mark);

    /// <summary>The power of two that new marks have; 0 while the count is exact.</summary>
    public int Level(DetectorMemory memory)
    {
        var level = 0;
        foreach (var mark in memory.Marks)
            if (Includes(mark))
                level = Math.Max(level, Power(mark));
        return level;
    }

    /// <summary>Number of actors, of those with this value where one is given.</summary>
    public int Count(DetectorMemory memory, ulong? value = null)
    {
        var sum = 0L;
        foreach (var mark in memory.Marks)
            if (Includes(mark) && (value is null || mark.Value == value))
                sum += Weight(mark);
        return (int)Math.Min(sum, int.MaxValue / 4);
    }

    /// <summary>Adds a mark, whose actor has none in the memory. Returns false when the actor is left out of the sample.</summary>
    public bool Add(DetectorMemory memory, in Mark mark, int room)
    {
        var power = Level(memory);
        if (Zeros(mark.Actor) < power)
            return false;
        memory.Add(With(mark, power));
        for (power++; Number(memory) > room && power <= MostPower; power++)
            Thin(memory, power);
        return true;
    }

    private void Thin(DetectorMemory memory, int power)
    {
        var sample = this;
        var kept = memory.Marks.Where(m => sample.Includes(m) && Zeros(m.Actor) >= power).ToList();
        memory.Forget(m => sample.Includes(m));
        foreach (var mark in kept)
            memory.Add(With(mark, Math.Max(Power(mark), power)));
    }

    private int Number(DetectorMemory memory)
    {
        var count = 0;
        foreach (var mark in memory.Marks)
            if (Includes(mark))
                count++;
        return count;
    }

    private int Power(in Mark mark) => (mark.Code >> shift) & PowerMask;

    private Mark With(in Mark mark, int power) => mark with { Code = (mark.Code & ~(PowerMask << shift)) | (power << shift) };

    private static int Zeros(Pseudonym actor) => BitOperations.TrailingZeroCount(OrderedHash.Of(actor.High, actor.Low));
}
