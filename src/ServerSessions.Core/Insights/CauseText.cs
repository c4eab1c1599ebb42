namespace ServerSessions.Insights;

/// <summary>How a step was left, in words: <c>ok</c>, <c>invalid: email</c>, <c>denied: a policy</c>, <c>failed: an exception's type</c>.</summary>
internal static class CauseText
{
    private static readonly string[] Words = [.. Enum.GetNames<Outcome>().Select(n => n.ToLowerInvariant())];

    public static string Of(Outcome outcome) => Words[(int)outcome];

    public static string Of(Step step) => Of(step.Outcome, step.Fields, step.Cause);

    public static string Of(Outcome outcome, IReadOnlyList<string>? fields, string? cause)
    {
        var word = Of(outcome);
        return outcome == Outcome.Ok ? word
            : fields is { Count: > 0 } ? $"{word}: {string.Join(", ", fields)}"
            : cause is not null ? $"{word}: {cause}"
            : word;
    }
}
