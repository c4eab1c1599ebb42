namespace ServerSessions;

/// <summary>
/// Web vitals of one load of a page, as the browser measured them; each null where it reported none. A later view of the same document (a route of a single page, a return
/// from the back/forward cache) has none.
/// </summary>
/// <param name="Lcp">Largest contentful paint, milliseconds.</param>
/// <param name="Inp">Interaction to next paint, milliseconds: the slowest reaction to the visitor.</param>
/// <param name="Cls">Cumulative layout shift, a score without a unit, in thousandths.</param>
/// <param name="Fcp">First contentful paint, milliseconds.</param>
/// <param name="Ttfb">Time to the first byte of the answer, milliseconds.</param>
public sealed record WebVitals(int? Lcp = null, int? Inp = null, double? Cls = null, int? Fcp = null, int? Ttfb = null)
{
    /// <summary>Number of values of <see cref="Numbers"/>.</summary>
    internal const int Count = 5;

    /// <summary>Maximum time, milliseconds.</summary>
    internal const int MaxTime = 600_000;

    /// <summary>Maximum layout shift, thousandths.</summary>
    internal const int MaxShift = 100_000;

    private const double Thousand = 1_000;

    /// <summary>The values as whole numbers for a codec: 0 for none, and the others one greater.</summary>
    internal int[] Numbers() => [Number(Lcp), Number(Inp), Number(Cls is { } shift ? (int)Math.Round(shift * Thousand) : null), Number(Fcp), Number(Ttfb)];

    internal static WebVitals Of(ReadOnlySpan<int> numbers) =>
        new(Value(numbers[0]), Value(numbers[1]), Value(numbers[2]) is { } shift ? shift / Thousand : null, Value(numbers[3]), Value(numbers[4]));

    /// <summary>These, with what a later report has.</summary>
    internal WebVitals With(WebVitals? later) =>
        later is null ? this : new(later.Lcp ?? Lcp, later.Inp ?? Inp, later.Cls ?? Cls, later.Fcp ?? Fcp, later.Ttfb ?? Ttfb);

    private static int Number(int? value) => value + 1 ?? 0;

    private static int? Value(int number) => number > 0 ? number - 1 : null;
}
