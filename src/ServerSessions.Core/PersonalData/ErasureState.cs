namespace ServerSessions;

/// <summary>How far an erasure is.</summary>
public enum ErasureState : byte
{
    /// <summary>Workers are erasing. A worker that dies is replaced by another one, which goes on.</summary>
    Running,
    /// <summary>Nothing is left, except for decisions that still apply. What arrives late is left out.</summary>
    Done,
    /// <summary>It was cancelled while it waited for its turn: nothing was erased.</summary>
    Cancelled,
    /// <summary>Nothing is erased yet. At most four erasures run at once, in the order of their requests.</summary>
    Waiting,
}
