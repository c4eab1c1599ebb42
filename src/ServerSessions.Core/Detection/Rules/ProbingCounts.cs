namespace ServerSessions.Detection.Rules;

/// <summary>What D13 counts.</summary>
/// <param name="Strong">Distinct named probes.</param>
/// <param name="Paths">Distinct unknown paths in the shorter window, with the named ones; the misses of one page are one.</param>
/// <param name="PossibleLinks">Further distinct unknown paths in that window, which may be broken links.</param>
/// <param name="Weak">Distinct paths with the file ending of another technology.</param>
/// <param name="WeakPossibleLinks">Further ones, which may be broken links.</param>
internal readonly record struct ProbingCounts(int Strong, int Paths, int PossibleLinks, int Weak, int WeakPossibleLinks);
