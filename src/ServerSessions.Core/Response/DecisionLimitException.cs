namespace ServerSessions;

/// <summary>
/// The exception for a decision that was not made, because the maximum number of decisions holds and none of them is less important. The message names
/// the maximum.
/// </summary>
public sealed class DecisionLimitException(string message) : InvalidOperationException(message);
