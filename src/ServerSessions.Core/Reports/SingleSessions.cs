namespace ServerSessions.Reports;

/// <summary>Whether single sessions and users may be shown: not with <see cref="TrackingProfile.AudienceOnly"/>.</summary>
/// <param name="AreShown">They may.</param>
internal sealed record SingleSessions(bool AreShown)
{
    public const string Reason = "The profile AudienceOnly has figures of all visitors together, and no view of single sessions or users.";

    /// <exception cref="InvalidOperationException">They may not.</exception>
    public void Demand()
    {
        if (!AreShown)
            throw new InvalidOperationException(Reason);
    }
}
