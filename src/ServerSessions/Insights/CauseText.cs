namespace ServerSessions.Insights;

/// <summary>How a step was left, in words: <c>ok</c>, <c>invalid: email</c>, <c>denied: a policy</c>, <c>failed: an exception's type</c>.</summary>
internal static class CauseText
{
    private static readonly string[] Words = [.. Enum.GetNames<Outcome>().Select(n => n.ToLowerInvariant())];

    public static string Of(Outcome outcome) => Words[(int)outcome];

    public static string Of(Step step)
    {
        var word = Of(step.Outcome);
        return step.Outcome == Outcome.Ok ? word
            : step.Fields.Count > 0 ? $"{word}: {string.Join(", ", step.Fields)}"
            : step.Cause is not null ? $"{word}: {step.Cause}"
            : word;
    }
}
