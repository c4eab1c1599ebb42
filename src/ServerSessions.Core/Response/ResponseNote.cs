namespace ServerSessions;

/// <summary>Reason, author and duration of a response.</summary>
/// <param name="Reason">The reason, which is stored and shown; 1 to 500 characters.</param>
/// <param name="By">Name of the author; null for the application.</param>
/// <param name="For">Duration, up to 366 days; null (the default) for the default of the kind in <see cref="ResponseOptions"/>.</param>
public sealed record ResponseNote(string Reason, string? By = null, TimeSpan? For = null)
{
    private const int MaxLength = 500;
    private const int MaxNameLength = 256;
    private static readonly TimeSpan MaxTime = TimeSpan.FromDays(366);

    internal ResponseNote Checked()
    {
        if (string.IsNullOrWhiteSpace(Reason) || Reason.Length > MaxLength)
            throw new ArgumentException($"The reason has {Reason?.Length ?? 0} characters; expected 1 to {MaxLength}: it explains the decision to others.");
        if (For <= TimeSpan.Zero || For > MaxTime)
            throw new ArgumentException($"The duration is {For}; expected more than zero and at most {MaxTime.TotalDays:0} days.");
        return By?.Length > MaxNameLength ? this with { By = By[..MaxNameLength] } : this;
    }
}
