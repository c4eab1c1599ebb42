using System.Text.Json.Serialization;
using ServerSessions.Consents;

namespace ServerSessions.Person;

/// <summary>What the visitor of a request has decided.</summary>
/// <param name="TextVersion">Version of the text that is in force.</param>
/// <param name="IsNeeded">Whether the application should ask.</param>
/// <param name="RefusedByBrowser">The browser sends <c>Sec-GPC</c> or <c>DNT</c>, which refuses every purpose but security.</param>
/// <param name="Purposes">The purposes that can be decided about.</param>
/// <param name="Proof">After a decision, what has become of its proof; it holds in any case. Null when none was made.</param>
internal sealed record ConsentState(
    string TextVersion, bool IsNeeded, bool RefusedByBrowser, IReadOnlyList<PurposeState> Purposes, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ConsentProof? Proof);
