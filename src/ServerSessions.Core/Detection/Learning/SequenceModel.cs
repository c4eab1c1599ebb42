using System.Collections.Frozen;

namespace ServerSessions.Detection;

/// <summary>
/// Which step follows which, two steps back, apart for visitors and signed-in users. A pair that was never seen backs off to one step
/// back and then to the step alone ("stupid back-off", Brants et al. 2007), so what is rare costs bits and what is new never costs all.
/// </summary>
internal sealed class SequenceModel(FrozenDictionary<string, int> counts, long total, double threshold, int heldOut)
{
    public const int WindowSteps = 8;

    public static readonly SequenceModel Empty = new(FrozenDictionary<string, int>.Empty, 0, double.PositiveInfinity, 0);

    private const double BackOff = 0.4;
    private const char Separator = '\u001F';

    /// <summary>Counts of steps, pairs and triples, each with the role in front.</summary>
    public FrozenDictionary<string, int> Counts => counts;

    /// <summary>All steps counted.</summary>
    public long Total => total;

    /// <summary>Mean bits a step over <see cref="WindowSteps"/> steps that 99.9 % of the held-out sessions stay below.</summary>
    public double Threshold => threshold;

    /// <summary>Sessions that were held out to find the threshold.</summary>
    public int HeldOut => heldOut;

    public bool IsReady => total > 0 && double.IsFinite(threshold);

    public static string Key(bool isUser, string step) => $"{Role(isUser)}{step}";

    public static string Key(bool isUser, string before, string step) => $"{Role(isUser)}{before}{Separator}{step}";

    public static string Key(bool isUser, string first, string before, string step) => $"{Role(isUser)}{first}{Separator}{before}{Separator}{step}";

    /// <summary>The greatest mean surprisal of any window of the walk, in bits a step; 0 for a walk shorter than a window.</summary>
    public double Greatest(bool isUser, IReadOnlyList<string> steps)
    {
        if (steps.Count < WindowSteps)
            return 0;
        var bits = new double[steps.Count];
        for (var i = 0; i < steps.Count; i++)
            bits[i] = Bits(isUser, i > 1 ? steps[i - 2] : null, i > 0 ? steps[i - 1] : null, steps[i]);
        var sum = bits.Take(WindowSteps).Sum();
        var greatest = sum;
        for (var i = WindowSteps; i < bits.Length; i++)
        {
            sum += bits[i] - bits[i - WindowSteps];
            greatest = Math.Max(greatest, sum);
        }

        return greatest / WindowSteps;
    }

    /// <summary>The mean surprisal of the walk's newest window, in bits a step; what is before the window is what led to it.</summary>
    public double Newest(bool isUser, IReadOnlyList<string> steps)
    {
        if (steps.Count < WindowSteps)
            return 0;
        var sum = 0d;
        for (var i = steps.Count - WindowSteps; i < steps.Count; i++)
            sum += Bits(isUser, i > 1 ? steps[i - 2] : null, i > 0 ? steps[i - 1] : null, steps[i]);
        return sum / WindowSteps;
    }

    private double Bits(bool isUser, string? first, string? before, string step)
    {
        if (first is not null && counts.TryGetValue(Key(isUser, first, before!, step), out var triples)
            && counts.TryGetValue(Key(isUser, first, before!), out var firsts))
            return -Math.Log2((double)triples / Math.Max(firsts, triples));
        if (before is not null && counts.TryGetValue(Key(isUser, before, step), out var pairs) && counts.TryGetValue(Key(isUser, before), out var befores))
            return -Math.Log2(BackOff * pairs / Math.Max(befores, pairs));
        var alone = counts.TryGetValue(Key(isUser, step), out var seen) ? seen : 0.5;
        return -Math.Log2(BackOff * BackOff * alone / Math.Max(1, total));
    }

    private static char Role(bool isUser) => isUser ? 'u' : 'v';
}
