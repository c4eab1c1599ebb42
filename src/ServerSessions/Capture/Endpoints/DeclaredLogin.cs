namespace ServerSessions.Capture.Endpoints;

/// <summary>A login that the application declares by its path, and whether a request has met it.</summary>
internal sealed class DeclaredLogin(DeclaredLogins all, string path, string accountField)
{
    private int _isMet;

    public string Path => path;

    public string AccountField => accountField;

    public bool IsMet => Volatile.Read(ref _isMet) != 0;

    public bool IsReported { get; set; }

    /// <summary>A request has come to it.</summary>
    public void Meet()
    {
        if (!IsMet && Interlocked.Exchange(ref _isMet, 1) == 0)
            all.Count();
    }
}
