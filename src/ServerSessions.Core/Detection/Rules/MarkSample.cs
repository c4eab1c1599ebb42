using System.Numerics;
using ServerSessions.Model;

namespace ServerSessions.Detection.Rules;

/// <summary>
/// Counts distinct actors in marks, in a room of fixed size. Where the room is full, every second actor is kept, by a hash that clients cannot choose, and stands for twice as
/// many. So nothing pushes out what is in the room, and the count is an estimate without bias (with 128 marks, within a fifth). Each mark has its own weight, so when marks have
/// expired and less than a quarter of the room is left, new ones are kept more often again.
/// </summary>
/// <param name="mask">Bits of <see cref="Mark.Code"/> that encode the kind of a mark.</param>
/// <param name="kind">The kind that is counted here.</param>
/// <param name="shift">Lowest of the five bits with the power of two.</param>
internal readonly struct MarkSample(int mask, int kind, int shift)
{
    private const int PowerMask = 31;
    private const int MaxPower = 24;

    public bool Includes(in Mark mark) => (mark.Code & mask) == kind;

    /// <summary>Number of actors that a mark stands for.</summary>
    public int Weight(in Mark mark) => 1 << Power(mark);

    /// <summary>Whether a mark stands for more than one actor, so that the count is an estimate.</summary>
    public bool IsEstimated(DetectorMemory memory)
    {
        foreach (var mark in memory.Marks)
            if (Includes(mark) && Power(mark) > 0)
                return true;
        return false;
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
        var power = Level(memory, room);
        if (Zeros(mark.Actor) < power)
            return false;
        memory.Add(With(mark, power));
        while (Number(memory) > room && power < MaxPower)
            Thin(memory, ++power);
        return Zeros(mark.Actor) >= power;
    }

    // The power of two of new marks: the least there is, as long as they fill the room; one less for each new mark while they do not.
    private int Level(DetectorMemory memory, int room)
    {
        var (number, level) = (0, PowerMask);
        foreach (var mark in memory.Marks)
            if (Includes(mark))
                (number, level) = (number + 1, Math.Min(level, Power(mark)));
        return number == 0 || level == 0 ? 0 : number < room / 4 ? level - 1 : level;
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
