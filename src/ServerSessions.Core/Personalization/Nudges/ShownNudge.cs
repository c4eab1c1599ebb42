namespace ServerSessions;

/// <summary>A nudge that was claimed for this answer, to be shown now.</summary>
/// <param name="Id">Id of this showing, by which the person can dismiss it. It cannot be guessed.</param>
/// <param name="Name">Name of the nudge, the key of its message.</param>
/// <param name="Text">The declared text; null where the application has its own.</param>
/// <param name="Link">Where it leads; null for nowhere.</param>
/// <param name="LinkText">Text of the link; null for the link itself.</param>
public sealed record ShownNudge(string Id, string Name, string? Text, string? Link, string? LinkText);
