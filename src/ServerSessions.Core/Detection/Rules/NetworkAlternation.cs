using ServerSessions.Model;

namespace ServerSessions.Detection.Rules;

/// <summary>
/// One client of a session that alternates between two networks within seconds. A device with two addresses, a phone that moves and a network with
/// several exits look alike in part: the first two differ in the family of the address or change once, the third uses more than two.
/// </summary>
internal static class NetworkAlternation
{
    /// <summary>Codes of marks that are its own, and bits above them.</summary>
    public const int Elsewhere = 3;
    public const int Returned = 4;
    private const int CodeMask = 7;
    private const int IsIPv6 = 8;
    private const int IsOtherConnection = 16;

    // Two are a pair, and the third shows that there are more.
    private const int MaxNetworks = 3;
    private const double FarKilometres = 500;

    public static bool Owns(in Mark mark) => (mark.Code & CodeMask) is Elsewhere or Returned;

    /// <summary>Notes the session's client in another network than the one that the session began in.</summary>
    public static void Leave(DetectorContext context, SessionHijackOptions options)
    {
        var (memory, network) = (context.Memory, context.Network);
        if (context.IsPassive || !context.Traits.IsComparable(context.Live!.Traits) || context.IsKnownRelay)
            return;
        Forget(context, options);
        memory.Forget(m => IsElsewhere(m) && m.Value == network);
        if (memory.Marks.Count(m => IsElsewhere(m)) == MaxNetworks)
            memory.Forget(IsElsewhere);
        var code = Elsewhere | (context.Traits.IsIPv6 ? IsIPv6 : 0) | (context.Traits.IsOtherConnection(context.Live.Traits) ? IsOtherConnection : 0);
        memory.Add(context.Mark(network, code, "another network") with { Actor = new Pseudonym(context.Place.Value, 0) });
    }

    /// <summary>The client is in the session's first network again.</summary>
    public static void Return(DetectorContext context, SessionHijackOptions options)
    {
        var memory = context.Memory;
        if (context.IsPassive || !context.Traits.IsComparable(context.Live!.Traits) || context.IsKnownRelay || !memory.Marks.Any(m => IsElsewhere(m)))
            return;
        Forget(context, options);
        if (memory.Marks.Count(m => IsElsewhere(m)) != 1)
            return;
        var other = memory.Marks.First(m => IsElsewhere(m));
        var returns = memory.Marks.Where(m => m.Code == Returned && m.Value == other.Value).ToArray();
        if (other.Time > context.Now || returns.Any(m => m.Time > other.Time))
            return;
        var back = context.Mark(other.Value, Returned, "the first network again");
        memory.Add(back);
        if (returns.Length + 1 < options.Alternations || SeverityOf(context, other) is not { } severity)
            return;
        context.Raise(
            severity,
            $"One browser's session alternated {returns.Length + 1} times between two networks within {options.AlternationTime.TotalSeconds:0} s: {Why(context, other)}.",
            [.. returns, other, back],
            new Measure("returns to the first network", returns.Length + 1, options.Alternations));
    }

    private static Severity? SeverityOf(DetectorContext context, in Mark other) =>
        IsFar(PlaceOf(other), context.Place) ? Severity.Medium
        : ((other.Code & IsIPv6) != 0) != context.Traits.IsIPv6 ? null
        : (other.Code & IsOtherConnection) != 0 ? Severity.Medium
        : Severity.Low;

    private static string Why(DetectorContext context, in Mark other) =>
        IsFar(PlaceOf(other), context.Place) ? $"they are in {PlaceOf(other)} and {context.Place}"
        : (other.Code & IsOtherConnection) != 0 ? "their connections differ too"
        : "two clients with the same headers, or a line with two exits";

    private static bool IsFar(PlaceCode one, PlaceCode other) =>
        (one.CountryNumber != 0 && other.CountryNumber != 0 && one.CountryNumber != other.CountryNumber) || one.DistanceTo(other) >= FarKilometres;

    private static void Forget(DetectorContext context, SessionHijackOptions options)
    {
        var earliest = context.Now - options.AlternationTime;
        context.Memory.Forget(m => Owns(m) && m.Time < earliest);
    }

    private static bool IsElsewhere(Mark mark) => (mark.Code & CodeMask) == Elsewhere;

    private static PlaceCode PlaceOf(in Mark mark) => PlaceCode.Read(mark.Actor.High);
}
