namespace ServerSessions.Capture.Cookies;

/// <summary>A cookie that goes out when the answer starts, unless a cache may keep the answer.</summary>
/// <param name="visit">Whose cookie.</param>
/// <param name="server">What bodies were written to when the request came; null when that is not known.</param>
internal sealed class PendingCookie(Visit visit, object? server)
{
    /// <summary>The callback; its state is a <see cref="PendingCookie"/>.</summary>
    public static readonly Func<object, Task> Write = static state =>
    {
        ((PendingCookie)state).WriteNow();
        return Task.CompletedTask;
    };

    private void WriteNow() => visit.WriteCookie(server);
}
