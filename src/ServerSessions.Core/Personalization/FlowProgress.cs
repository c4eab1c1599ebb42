namespace ServerSessions;

/// <summary>How far a session has come in a declared flow.</summary>
/// <param name="Flow">Name of the flow.</param>
/// <param name="Reached">Number of the furthest step that went well, from 1; 0 when a step was tried and none went well.</param>
/// <param name="Of">Number of steps.</param>
/// <param name="Last">Name of the last visited step of the flow.</param>
/// <param name="Next">Name of the step after the furthest one; null when the flow is completed.</param>
/// <param name="IsCompleted">Whether the last step of the flow was reached.</param>
public sealed record FlowProgress(string Flow, int Reached, int Of, string Last, string? Next, bool IsCompleted);
