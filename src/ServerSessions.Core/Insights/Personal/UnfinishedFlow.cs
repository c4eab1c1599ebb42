namespace ServerSessions.Insights.Personal;

/// <summary>A declared flow that a person entered and has not finished since.</summary>
/// <param name="Flow">Name of the flow.</param>
/// <param name="Step">The step of it that was visited last.</param>
/// <param name="Left">When.</param>
internal sealed record UnfinishedFlow(string Flow, string Step, DateTimeOffset Left);
