namespace ServerSessions.Testing;

/// <summary>The cause of a <see cref="TestRequest"/>.</summary>
public enum RequestSource
{
    /// <summary>The browser navigated: a page, or a form that was sent.</summary>
    Navigation,
    /// <summary>A script of a page fetched it.</summary>
    Script,
    /// <summary>The browser sent it by itself: an image, a frame, a beacon. It counts with the page before it.</summary>
    Browser,
}
