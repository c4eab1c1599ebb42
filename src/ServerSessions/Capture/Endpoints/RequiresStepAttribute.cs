namespace ServerSessions;

/// <summary>
/// Declares that one of the named steps must come before this endpoint in the same session. A request without it is an impossible navigation (rule D9);
/// it is reported, not refused.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresStepAttribute : Attribute
{
    /// <param name="steps">Names of steps, as given to <c>WithSessionEvent</c>, or "GET /route/{template}". One of them is enough.</param>
    public RequiresStepAttribute(params string[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Length == 0)
            throw new ArgumentException("Name at least one step that leads here.", nameof(steps));
        Steps = [.. steps.Select(step => Guard.Name(step, nameof(steps)))];
    }

    /// <summary>Names of the steps of which one must come before.</summary>
    public IReadOnlyList<string> Steps { get; }
}
