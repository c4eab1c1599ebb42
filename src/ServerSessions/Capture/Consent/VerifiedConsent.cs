using ServerSessions.Consents;
using ServerSessions.Privacy;

namespace ServerSessions.Capture.Consent;

/// <summary>A consent cookie whose MAC was checked.</summary>
internal sealed record VerifiedConsent(string Text, ConsentDecision Decision) : ICached
{
    public bool IsOf(ReadOnlySpan<char> text) => text.SequenceEqual(Text);
}
