namespace ServerSessions.Detection;

/// <summary>
/// The call of an application's detector that one fold is making now. The fold writes it without a clock, lock or allocation; another thread reads it
/// and can abandon the fold.
/// </summary>
internal sealed class DetectorCall
{
    private ISessionDetector? _running;
    private long _number;
    private volatile bool _isAbandoned;

    /// <summary>The detector and the number of the call that is running; null between two calls. A number that is read twice is one call.</summary>
    public (ISessionDetector? Detector, long Number) Running
    {
        get
        {
            var number = Volatile.Read(ref _number);
            var running = Volatile.Read(ref _running);
            return Volatile.Read(ref _number) == number ? (running, number) : default;
        }
    }

    public void Enter(ISessionDetector detector)
    {
        // The number first: a reader that sees the detector sees its number or a later one.
        Volatile.Write(ref _number, _number + 1);
        Volatile.Write(ref _running, detector);
    }

    /// <exception cref="FoldAbandonedException">The fold was abandoned while the call ran.</exception>
    public void Leave()
    {
        Volatile.Write(ref _running, null);
        if (_isAbandoned)
            throw new FoldAbandonedException("The fold was abandoned while a detector ran.");
    }

    /// <summary>Ends the fold as soon as the call that is running returns.</summary>
    public void Abandon() => _isAbandoned = true;
}
