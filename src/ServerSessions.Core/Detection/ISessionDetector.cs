namespace ServerSessions.Detection;

/// <summary>
/// A detection rule: a pure function over one subject's memory and one event. It reads no database and no clock except the events' own, so it gives the
/// same answer live, in a replay and in a test. One instance serves all subjects and threads. An exception is counted, and other rules are not affected.
/// A call that exceeds <see cref="DetectionOptions.CallLimit"/> switches the detector off in this process.
/// </summary>
public interface ISessionDetector
{
    /// <summary>The description of the rule.</summary>
    DetectorInfo Info { get; }

    /// <summary>Returns whether the rule needs this event. It is called for every event, so it must be cheap.</summary>
    bool Concerns(DetectorContext context);

    /// <summary>Processes an event that concerns the rule, and raises a finding when the proof is complete.</summary>
    void Observe(DetectorContext context);

    /// <summary>
    /// Returns whether another page can cause what the rule uses of an induced event. True by default; false where the rule judges only the context of
    /// the request, such as its network, which no page can change.
    /// </summary>
    bool IsInducible(DetectorContext context) => true;

    /// <summary>Called when the timer of <see cref="DetectorContext.WakeAt"/> ends, without an event.</summary>
    void Elapsed(DetectorContext context)
    {
    }
}
