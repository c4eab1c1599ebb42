namespace ServerSessions.Chaos.Compare;

/// <param name="Acknowledged">Events that storage acknowledged to their producer.</param>
/// <param name="Lost">Of those, in no journey.</param>
/// <param name="Doubled">Folded once more than once, each time counted; acknowledged or not.</param>
/// <param name="Reordered">Places in a session where an event stands before one that was sent earlier.</param>
/// <param name="Strange">Folded though no producer sent them.</param>
/// <param name="InDoubt">Sent and never acknowledged, because their producer was killed or gave up.</param>
/// <param name="InDoubtFolded">Of those, in a journey: an append had arrived.</param>
/// <param name="Examples">A few places, to look at.</param>
internal sealed record Verdict(
    long Acknowledged, long Lost, long Doubled, long Reordered, long Strange, long InDoubt, long InDoubtFolded, IReadOnlyList<string> Examples);
