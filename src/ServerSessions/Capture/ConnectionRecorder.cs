using ServerSessions.Model;

namespace ServerSessions.Capture;

/// <summary>
/// Makes the events that are recorded in a connection. It keeps what is known of its visitor and nothing of the request, which may have ended: a
/// connection by long polling lives in many.
/// </summary>
internal sealed class ConnectionRecorder(in RequestEvent visitor, int made, TrackingPurposes purposes, bool isExcluded)
{
    private readonly RequestEvent _visitor = visitor;
    private int _count;

    public Pseudonym User => _visitor.User;

    /// <summary>What the connection may be used for, decided when it was opened.</summary>
    public TrackingPurposes Purposes => purposes;

    /// <summary>The endpoint or path is not recorded.</summary>
    public bool IsExcluded => isExcluded;

    /// <summary>The minute in which the visitor's cookie was made; 0 for another key.</summary>
    public int Made => made;

    public Pseudonym Key => _visitor.Key;

    public RequestEvent Next(in Recorded recorded)
    {
        var e = EventFactory.Custom(_visitor, recorded);
        // A first contact is one however much it records.
        return Interlocked.Increment(ref _count) == 1 ? e : e with { Flags = e.Flags & ~EventFlags.FirstContact };
    }
}
