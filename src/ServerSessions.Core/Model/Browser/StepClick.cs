namespace ServerSessions.Model.Browser;

/// <summary>Clicks of one session on one place of a step's page.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Click">Element, cell and kind.</param>
/// <param name="Count">How many.</param>
internal readonly record struct StepClick(string Step, BrowserClick Click, int Count);
