namespace ServerSessions.Personalization.Nudges;

/// <summary>A nudge that was claimed for a person: shown, or withheld as one of a holdout, which counts the same.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Nudge">Name of the nudge.</param>
/// <param name="At">When, Unix milliseconds.</param>
/// <param name="IsWithheld">It was one of a holdout.</param>
/// <param name="DismissedAt">When the person dismissed it, Unix milliseconds; 0 when not.</param>
/// <param name="Alert">The alert to the support about it; null for none.</param>
/// <param name="IsOfUser">A signed-in user was shown it, and the memory of the browser has it for the caps alone: no export of the browser's next user contains it.</param>
internal sealed record NudgeShowing(string Id, string Nudge, long At, bool IsWithheld = false, long DismissedAt = 0, string? Alert = null, bool IsOfUser = false);
