namespace ServerSessions.Recordings.Masking;

/// <summary>A piece of a style sheet.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Raw">Its characters as they stand.</param>
/// <param name="Name">A name, or the text of a string, with its escapes resolved; "" for other pieces.</param>
internal readonly record struct CssToken(CssTokenKind Kind, string Raw, string Name);
