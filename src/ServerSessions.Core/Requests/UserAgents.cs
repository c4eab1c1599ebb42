using ServerSessions.Privacy;

namespace ServerSessions.Requests;

/// <summary>Parses and hashes user agents, and caches the most recent ones.</summary>
internal sealed class UserAgents(Pseudonymizer pseudonyms, KeyRing keys)
{
    /// <summary>Maximum length; longer texts are cut first.</summary>
    public const int MaxLength = 256;

    private readonly BoundedCache<UserAgent> _known = new(2048);

    public UserAgent Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return UserAgent.None;
        var key = keys.Identity;
        if (_known.Find(text) is { } known && known.Key == key)
            return known;
        var cut = Texts.Cut(text, MaxLength);
        var (words, isBot) = UserAgentParser.Parse(cut);
        var agent = new UserAgent(text, words, isBot, pseudonyms.Agent(key, cut), key);
        return text.Length <= MaxLength ? _known.Set(text, agent) : agent;
    }
}
