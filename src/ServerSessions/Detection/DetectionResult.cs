namespace ServerSessions.Detection;

/// <param name="Alert">The finding with its id.</param>
/// <param name="IsNew">False when it joined an alert that is open already.</param>
/// <param name="Mode">The rule's mode: an observed finding is kept and not sent.</param>
/// <param name="Blamed">The session that the finding counts against beside its subject; the default for none.</param>
internal readonly record struct DetectionResult(Alert Alert, bool IsNew, DetectionMode Mode, SessionId Blamed = default)
{
    /// <summary>The sign-in that the newest evidence shows; none where it shows none.</summary>
    public Pseudonym SignIn { get; init; }
}
