using ServerSessions.Privacy;

namespace ServerSessions.Capture.Headers;

/// <summary>A signature that was valid, with all that it depends on.</summary>
/// <param name="Text">The signature, its input, its agent and what was requested.</param>
/// <param name="Until">When it expires.</param>
internal sealed record ProvedSignature(string Text, DateTimeOffset Until) : ICached
{
    public bool IsOf(ReadOnlySpan<char> text) => text.SequenceEqual(Text);
}
