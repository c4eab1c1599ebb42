namespace ServerSessions.Person;

/// <summary>What the visitor of a request has decided.</summary>
/// <param name="TextVersion">Version of the text that is in force.</param>
/// <param name="IsNeeded">Whether the application should ask.</param>
/// <param name="RefusedByBrowser">The browser sends <c>Sec-GPC</c> or <c>DNT</c>, which refuses every purpose but security.</param>
/// <param name="Purposes">The purposes that can be decided about.</param>
internal sealed record ConsentState(string TextVersion, bool IsNeeded, bool RefusedByBrowser, IReadOnlyList<PurposeState> Purposes);
