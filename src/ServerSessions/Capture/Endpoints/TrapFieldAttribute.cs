namespace ServerSessions;

/// <summary>
/// Names a field of this endpoint's form that people do not see (hidden by a style sheet, out of the tab order, with <c>autocomplete="off"</c>). A client
/// that fills it in is a program (rule D12). It is reported, not refused.
/// </summary>
/// <param name="field">Name of the form field, such as "website"; case does not matter.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class TrapFieldAttribute(string field) : Attribute
{
    /// <summary>The name of the form field.</summary>
    public string Field { get; } = Guard.Name(field, nameof(field));
}
