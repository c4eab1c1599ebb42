namespace ServerSessions.Person;

/// <summary>How one purpose stands for the visitor of a request.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="Mode">Whether it needs consent.</param>
/// <param name="Decision">"granted", "refused" or "undecided".</param>
/// <param name="Holds">Whether the request may be used for it.</param>
internal sealed record PurposeState(TrackingPurposes Purpose, ConsentMode Mode, string Decision, bool Holds);
