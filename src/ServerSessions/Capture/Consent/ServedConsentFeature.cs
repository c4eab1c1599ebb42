using Microsoft.AspNetCore.Http.Features;

namespace ServerSessions.Capture.Consent;

/// <summary>The framework's consent feature over the decisions that session tracking keeps, for code and views that ask the framework.</summary>
internal sealed class ServedConsentFeature(TrackedSession session) : ITrackingConsentFeature
{
    private const TrackingPurposes Asked = TrackingPurposes.Analytics | TrackingPurposes.Personalization;
    private const string How = "framework";

    public bool IsConsentNeeded => session.ConsentNeeded;

    public bool HasConsent => (session.Purposes & Asked) == Asked;

    public bool CanTrack => HasConsent;

    public void GrantConsent() => session.Consent(TrackingPurposes.All, How);

    public void WithdrawConsent() => session.WithdrawConsent(how: How);

    /// <summary>Empty: a script cannot write the cookie that carries a decision, because the server signs it. Let people decide by a form.</summary>
    public string CreateConsentCookie() => "";
}
