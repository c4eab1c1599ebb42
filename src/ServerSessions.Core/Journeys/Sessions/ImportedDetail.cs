namespace ServerSessions.Journeys.Sessions;

/// <summary>Values that only some imported steps have.</summary>
/// <param name="Field">The field that failed.</param>
/// <param name="Cause">Policy or exception type.</param>
/// <param name="Count">How many requests in a row the line stands for.</param>
/// <param name="Repeats">Of these, repeated attempts, imported because their times are not known.</param>
/// <param name="Rage">And runs of identical requests.</param>
/// <param name="Properties">What the application recorded: the step is an event inside another one. Null for a request.</param>
/// <param name="Landings">The pages that redirects of its answer led to, in their order; null for none.</param>
/// <param name="IsAction">It is a change whose name does not say its method.</param>
internal sealed record ImportedDetail(string? Field = null, string? Cause = null, int Count = 1, int Repeats = 0, int Rage = 0,
    IReadOnlyList<KeyValuePair<string, string>>? Properties = null, IReadOnlyList<string>? Landings = null, bool IsAction = false);
