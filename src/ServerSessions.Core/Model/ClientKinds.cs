namespace ServerSessions.Model;

/// <summary>What a client that names itself a machine is, as the last part of its words: "Googlebot, crawler"; "curl 8, other, HTTP library".</summary>
internal static class ClientKinds
{
    public const string Crawler = "crawler";
    public const string Agent = "AI agent";
    public const string UptimeCheck = "uptime check";
    public const string Library = "HTTP library";
    public const string AutomatedBrowser = "automated browser";
    public const string Scanner = "scanner";

    /// <summary>The name of a machine that has the form of one and is in no list: its own text stays out of storage.</summary>
    public const string Unlisted = "unlisted";

    private const string Before = ", ";

    private static readonly string[] Bots = [Crawler, Agent, UptimeCheck];

    /// <summary>The words of a crawler, an AI agent or an uptime check.</summary>
    public static string BotWords(string name, string kind) => name + Before + kind;

    /// <summary>Whether the words are those of a crawler, an AI agent or an uptime check: two parts, where other clients have three.</summary>
    public static bool IsBot(string? words)
    {
        if (words is null || words.IndexOf(Before, StringComparison.Ordinal) is not (> 0 and var at) || words.IndexOf(Before, at + 1, StringComparison.Ordinal) >= 0)
            return false;
        foreach (var kind in Bots)
            if (Is(words, kind))
                return true;
        return false;
    }

    /// <summary>Whether the words are those of a machine of any kind.</summary>
    public static bool IsMachine(string? words) =>
        words is not null && (IsBot(words) || Is(words, Library) || Is(words, AutomatedBrowser) || Is(words, Scanner));

    /// <summary>Whether the last part of the words is this kind.</summary>
    public static bool Is(string words, string kind) =>
        words.Length > kind.Length + Before.Length && words.EndsWith(kind, StringComparison.Ordinal)
        && words.AsSpan(words.Length - kind.Length - Before.Length, Before.Length).SequenceEqual(Before);
}
