namespace ServerSessions.Requests;

/// <summary>The kind of a script's request, for the person's journey.</summary>
internal enum Browsing
{
    /// <summary>Data, or an answer that nothing is known of.</summary>
    Call,
    /// <summary>A fragment of a page that stays open.</summary>
    Fragment,
    /// <summary>The page, fetched by a script: by its own, when it comes with the page before.</summary>
    Page,
    /// <summary>A link or a form of the page, followed by a library in the browser's place.</summary>
    Navigation,
}
