namespace ServerSessions.Model.Browser;

/// <summary>What happened to a form field in one page view since the report before; never what was typed.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Focuses">How often it got the focus.</param>
/// <param name="Changes">How often it was left with another value.</param>
/// <param name="Errors">How often the browser refused its value.</param>
/// <param name="Milliseconds">Time for which it had the focus.</param>
internal readonly record struct BrowserField(string Name, int Focuses, int Changes, int Errors, int Milliseconds);
