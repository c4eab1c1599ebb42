using ServerSessions.Privacy;

namespace ServerSessions.Requests;

/// <summary>A parsed user agent.</summary>
/// <param name="Text">The text itself; it stays in this process.</param>
/// <param name="Words">"Chrome 126, Windows, desktop"; for a machine, its name and its kind.</param>
/// <param name="IsBot">Whether it names itself a crawler, an AI agent or an uptime check.</param>
/// <param name="Hash">Keyed hash of the text.</param>
/// <param name="Key">The key of the hash; null for no text.</param>
internal sealed record UserAgent(string Text, string Words, bool IsBot, ulong Hash, IdentityKey? Key = null) : ICached
{
    public static readonly UserAgent None = new("", "", false, 0);

    public bool IsOf(ReadOnlySpan<char> text) => text.SequenceEqual(Text);
}
