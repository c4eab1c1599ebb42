namespace ServerSessions.Capture;

/// <summary>What a user agent says of itself.</summary>
/// <param name="Words">"Chrome 126, Windows, desktop"; "bot" when it names itself one.</param>
/// <param name="IsBot">It names itself a crawler or a tool.</param>
/// <param name="Hash">Keyed hash of the whole text.</param>
internal sealed record UserAgent(string Words, bool IsBot, ulong Hash)
{
    public static readonly UserAgent None = new("", false, 0);
}
