namespace ServerSessions.Model.Browser;

/// <summary>What one session did with a form field of a step's page.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Field">The field, with its sums.</param>
/// <param name="IsLast">The person touched no field of the page after it.</param>
/// <param name="IsSent">A change of state followed that ended well.</param>
internal readonly record struct StepField(string Step, BrowserField Field, bool IsLast, bool IsSent);
