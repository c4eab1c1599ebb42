using System.Globalization;
using ServerSessions.Diagnostics;

namespace ServerSessions.Detection;

/// <summary>
/// Calls detectors. An exception is a fault of that detector over that event alone: it is counted and the others go on. The sentences that detectors write are
/// stored, sent and compared, so they are written in the invariant culture, whatever the culture of the process or of the request that replays history.
/// </summary>
internal sealed class DetectorCalls(ApplicationFaults faults)
{
    private const int MaxReason = 4_000;
    private const int MaxMeasures = 32;

    public ApplicationFaults Faults => faults;

    public static string PartOf(string rule) => "detector " + rule;

    public bool Concerns(ISessionDetector detector, DetectorContext context)
    {
        try
        {
            return detector.Concerns(context);
        }
        catch (Exception exception) when (exception is not FoldAbandonedException)
        {
            faults.Count(PartOf(detector.Info.Id), exception);
            return false;
        }
    }

    /// <returns>True when it failed: what cannot be judged counts against no person.</returns>
    public bool IsInducible(ISessionDetector detector, DetectorContext context)
    {
        try
        {
            return detector.IsInducible(context);
        }
        catch (Exception exception) when (exception is not FoldAbandonedException)
        {
            faults.Count(PartOf(detector.Info.Id), exception);
            return true;
        }
    }

    /// <returns>False when it failed, or stated what cannot be stored: then its finding is dropped.</returns>
    public bool Run(ISessionDetector detector, DetectorContext context, bool elapsed)
    {
        var culture = CultureInfo.CurrentCulture;
        // A read of a thread's own value; the loops that fold run in the invariant culture already.
        var isOther = !ReferenceEquals(culture, CultureInfo.InvariantCulture);
        if (isOther)
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            if (elapsed)
                detector.Elapsed(context);
            else
                detector.Observe(context);
            Check(context.Draft);
            return true;
        }
        catch (Exception exception) when (exception is not FoldAbandonedException)
        {
            faults.Count(PartOf(detector.Info.Id), exception);
            return false;
        }
        finally
        {
            if (isOther)
                CultureInfo.CurrentCulture = culture;
        }
    }

    private static void Check(FindingDraft? draft)
    {
        if (draft is null)
            return;
        if (string.IsNullOrWhiteSpace(draft.Reason) || draft.Reason.Length > MaxReason)
            throw new InvalidOperationException($"The reason of a finding has {draft.Reason?.Length ?? 0} characters; expected 1 to {MaxReason}.");
        if (!Enum.IsDefined(draft.Severity))
            throw new InvalidOperationException($"The severity of a finding is {(int)draft.Severity}; expected one of {string.Join(", ", Enum.GetNames<Severity>())}.");
        if (draft.Evidence is null || draft.Measures is not { Count: <= MaxMeasures } || draft.Measures.Any(m => m is null || m.Name is not { Length: <= MaxReason }))
            throw new InvalidOperationException($"A finding needs evidence, and at most {MaxMeasures} measures, each with a name; none of them may be null.");
    }
}
