namespace ServerSessions.Reports.Stuck;

/// <summary>What support can do for a person, by the cause of the trouble.</summary>
internal static class StuckAdvice
{
    public static string Of(StuckPlace place, bool isUser) =>
        $"{Fix(place)} {(isUser ? "Contact the user." : "The visitor is not signed in, so help reaches them only on the page.")}";

    private static string Fix(StuckPlace place) => place.Cause switch
    {
        StuckCause.Invalid when place.Fields.Count > 0 =>
            $"Explain what {(place.Fields.Count == 1 ? "this field expects" : "these fields expect")}, next to the form; check that correct input is accepted.",
        StuckCause.Invalid => "Return the names of the failing fields, so that the page and this report can show them.",
        StuckCause.Denied when place.Detail is not null => "Give the person what this policy requires, or do not offer the step to people without it.",
        StuckCause.Denied => "Check whether the person should have access; if not, do not offer the step.",
        StuckCause.Missing => "Find the link that leads here, and redirect the address to what replaced it.",
        StuckCause.Conflict => "Show the person what changed meanwhile, and let them send their change again.",
        StuckCause.Throttled => "Raise the limit for this step, or make the page wait and try again by itself.",
        StuckCause.Failed when place.TraceId is not null => "Look up the trace id in the application's logs, and correct the error; the person cannot.",
        StuckCause.Failed => "Correct the error in the application; the person cannot.",
        StuckCause.Rage => "The step succeeds, and the person does not see it: show progress at once, and the result clearly.",
        StuckCause.Searching => "Show on this page where to find what people look for next.",
        _ => "Look at the session.",
    };
}
