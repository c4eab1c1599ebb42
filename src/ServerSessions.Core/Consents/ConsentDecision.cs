namespace ServerSessions.Consents;

/// <summary>What a person decided, and when. Purposes that are in neither set are undecided.</summary>
/// <param name="Granted">Purposes that were agreed to.</param>
/// <param name="Refused">Purposes that were refused; never overlaps with <paramref name="Granted"/>.</param>
/// <param name="Day">Day of the decision, in days since 1970 (UTC).</param>
/// <param name="Text">Hash of the version of the text that was shown.</param>
internal readonly record struct ConsentDecision(TrackingPurposes Granted, TrackingPurposes Refused, int Day, uint Text)
{
    /// <summary>The purposes that a person can decide about.</summary>
    public const TrackingPurposes Decidable = TrackingPurposes.Analytics | TrackingPurposes.Personalization | TrackingPurposes.Recording;

    public bool IsNone => (Granted | Refused) == TrackingPurposes.None;

    /// <summary>Grants some purposes and refuses all others.</summary>
    public static ConsentDecision Of(TrackingPurposes granted, int day, uint text) => new(granted & Decidable, Decidable & ~granted, day, text);

    /// <summary>
    /// Both decisions at once, such as a browser's and a user's: a purpose is granted where one of them grants it and the other does not refuse it.
    /// </summary>
    public ConsentDecision And(ConsentDecision other)
    {
        var refused = Refused | other.Refused;
        return new((Granted | other.Granted) & ~refused, refused, Math.Max(Day, other.Day), Day >= other.Day ? Text : other.Text);
    }
}
