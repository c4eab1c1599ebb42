namespace ServerSessions;

/// <summary>
/// A detection rule: a pure function over one subject's memory and one event. It reads no database and no clock but the events'
/// own, so it gives the same answer live, in a replay and in a test. One instance serves all subjects and threads.
/// An exception is counted, and the others go on; a call that exceeds <see cref="DetectionOptions.CallLimit"/> switches the detector off in this process.
/// </summary>
public interface ISessionDetector
{
    /// <summary>What the rule is.</summary>
    DetectorInfo Info { get; }

    /// <summary>Whether this event can matter; asked for every event, so it must be cheap.</summary>
    bool Concerns(DetectorContext context);

    /// <summary>Takes in an event that concerns it; raises a finding when the proof is complete.</summary>
    void Observe(DetectorContext context);

    /// <summary>
    /// Whether another page can cause what the rule takes from an event that a browser may have been made to send. True by default; false where the
    /// rule judges only the context of the request, such as its network, which no page can change.
    /// </summary>
    bool IsInducible(DetectorContext context) => true;

    /// <summary>The time asked for by <see cref="DetectorContext.WakeAt"/> has come, without an event.</summary>
    void Elapsed(DetectorContext context)
    {
    }
}
