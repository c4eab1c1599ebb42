using ServerSessions.Chaos.Children;

namespace ServerSessions.Chaos.Faults;

/// <param name="At">When, from the start of the plan.</param>
/// <param name="Kind">What.</param>
/// <param name="Target">Which worker or producer; taken modulo their number.</param>
/// <param name="Length">How long it stays frozen or down.</param>
/// <param name="Point">Where a worker dies that dies in a commit.</param>
/// <param name="Seed">For choices that are made when the fault happens.</param>
internal sealed record Fault(TimeSpan At, FaultKind Kind, int Target, TimeSpan Length, DeathPoint Point, int Seed);
