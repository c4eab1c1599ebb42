namespace ServerSessions;

/// <summary>A decision was not made: as many as may hold already, and none of them is less important. The message says which bound it was.</summary>
public sealed class DecisionLimitException(string message) : InvalidOperationException(message);
