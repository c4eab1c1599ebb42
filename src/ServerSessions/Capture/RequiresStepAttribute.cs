namespace ServerSessions;

/// <summary>
/// Says that this endpoint is reached only after one of the named steps in the same session. A request without it is an
/// impossible navigation (rule D9); it is reported, not refused.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresStepAttribute : Attribute
{
    /// <param name="steps">Names of steps as <c>WithSessionEvent</c> gives them, or "GET /route/{template}"; one of them is enough.</param>
    public RequiresStepAttribute(params string[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Length == 0)
            throw new ArgumentException("Name at least one step that leads here.", nameof(steps));
        Steps = [.. steps.Select(step => Guard.Name(step, nameof(steps)))];
    }

    /// <summary>Steps of which one must have been reached.</summary>
    public IReadOnlyList<string> Steps { get; }
}
