using ServerSessions.Privacy;

namespace ServerSessions.Requests;

/// <summary>Parses and hashes a user agent once, and remembers the most recent ones.</summary>
internal sealed class UserAgents(Pseudonymizer pseudonyms, KeyRing keys)
{
    /// <summary>Longer texts are cut before anything is made of them.</summary>
    public const int Longest = 256;

    private readonly BoundedCache<UserAgent> _known = new(2048);

    public UserAgent Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return UserAgent.None;
        var key = keys.Identity;
        if (_known.Find(text) is { } known && known.Key == key)
            return known;
        var cut = Texts.Cut(text, Longest);
        var (words, isBot) = UserAgentParser.Parse(cut);
        var agent = new UserAgent(text, words, isBot, pseudonyms.Agent(key, cut), key);
        return text.Length <= Longest ? _known.Set(text, agent) : agent;
    }
}
