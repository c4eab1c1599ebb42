using ServerSessions.Consents;
using ServerSessions.Privacy;

namespace ServerSessions.Capture.Consent;

/// <summary>A consent cookie whose MAC was checked.</summary>
/// <param name="Text">Its value.</param>
/// <param name="Key">The key that signed it.</param>
/// <param name="Decision">The decision.</param>
internal sealed record VerifiedConsent(string Text, KeySet Key, ConsentDecision Decision) : ICached
{
    public bool IsOf(ReadOnlySpan<char> text) => text.SequenceEqual(Text);
}
