namespace ServerSessions.Requests;

/// <summary>What a script's request was for the person.</summary>
internal enum Browsing
{
    /// <summary>Data, or an answer that nothing is known of.</summary>
    Call,
    /// <summary>A piece of the page that stays.</summary>
    Fragment,
    /// <summary>The page, fetched by a script: by its own, when it comes with the page before.</summary>
    Page,
    /// <summary>A link or a form of the page, followed by a library in the browser's place.</summary>
    Navigation,
}
