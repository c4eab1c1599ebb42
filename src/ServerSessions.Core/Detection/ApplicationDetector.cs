namespace ServerSessions.Detection;

/// <summary>A detector that the application supplies: each call is noted, so that one that does not return is found. Built-in rules go without.</summary>
internal sealed class ApplicationDetector : ISessionDetector
{
    private readonly ISessionDetector _inner;

    private ApplicationDetector(ISessionDetector inner) => (_inner, Info) = (inner, inner.Info);

    public DetectorInfo Info { get; }

    public static ISessionDetector Around(ISessionDetector detector) =>
        detector.GetType().Assembly == typeof(ApplicationDetector).Assembly ? detector : new ApplicationDetector(detector);

    public static string TypeName(ISessionDetector detector) => (detector as ApplicationDetector)?._inner.GetType().Name ?? detector.GetType().Name;

    public bool Concerns(DetectorContext context)
    {
        context.Call.Enter(this);
        try
        {
            return _inner.Concerns(context);
        }
        finally
        {
            context.Call.Leave();
        }
    }

    public bool IsInducible(DetectorContext context)
    {
        context.Call.Enter(this);
        try
        {
            return _inner.IsInducible(context);
        }
        finally
        {
            context.Call.Leave();
        }
    }

    public void Observe(DetectorContext context)
    {
        context.Call.Enter(this);
        try
        {
            _inner.Observe(context);
        }
        finally
        {
            context.Call.Leave();
        }
    }

    public void Elapsed(DetectorContext context)
    {
        context.Call.Enter(this);
        try
        {
            _inner.Elapsed(context);
        }
        finally
        {
            context.Call.Leave();
        }
    }
}
