namespace ServerSessions.Consents;

/// <summary>One decision of a person, as proof: when, about what, on which text, and how it was given.</summary>
/// <param name="At">Time of the decision.</param>
/// <param name="Granted">Purposes that were agreed to.</param>
/// <param name="Refused">Purposes that were refused.</param>
/// <param name="TextVersion">Version of the text that was shown.</param>
/// <param name="How">How it was given, such as "banner".</param>
internal sealed record ConsentEntry(DateTimeOffset At, TrackingPurposes Granted, TrackingPurposes Refused, string TextVersion, string How)
{
    /// <summary>The decision without its proof.</summary>
    public ConsentDecision Decision => new(Granted, Refused, ConsentTexts.DayOf(At), ConsentTexts.HashOf(TextVersion));
}
