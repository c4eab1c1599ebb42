using System.Text.RegularExpressions;

namespace ServerSessions.Requests.Machines;

/// <summary>
/// Recognises user agents that name themselves machines: crawlers, monitors, health checks, link previewers. It uses the lists of manifest.json, and the shape
/// of crawlers' names. Programs that people and attackers use (curl, HTTP libraries, scanners) are not included.
/// </summary>
internal sealed class MachineAgents
{
    private const int KeyLength = 3;
    private const int WholeWord = 6;
    private const string Text = "text ";
    private const string Pattern = "regex ";

    // A product name such as "AcmeBot/2.1", or a contact address beside such a name. A phone model "Robot X1" is neither.
    private const string Shape = @"(?i:bot|crawler|spider)/v?\d|(?i:bot|crawler|spider|crawl)\b[^()]*\+?https?://";

    // Makers whose names end like a crawler's.
    private const string Makers = "cubot";

    // Text that libraries of apps add after the app's name.
    private static readonly string[] Platforms = ["(iPhone;", "(iPad;", "; iOS ", "; Scale/", " CFNetwork/", " okhttp/", " Alamofire/", "(Android", "; Android ", " Dalvik/"];

    private static readonly string[] Lists = ["crawler-user-agents.txt", "health-checks.txt"];
    private static readonly Lazy<MachineAgents> Known = new(Load);

    private readonly Dictionary<(char, char, char), List<string>> _texts = [];
    private readonly Regex _patterns;

    private MachineAgents(IEnumerable<string> lines)
    {
        List<string> patterns = [];
        foreach (var line in lines)
            if (line.StartsWith(Text, StringComparison.Ordinal))
                Add(line[Text.Length..]);
            else if (line.StartsWith(Pattern, StringComparison.Ordinal))
                patterns.Add($"(?:{line[Pattern.Length..]})");
            else
                throw new FormatException($"Expected '{Text}' or '{Pattern}' and what is searched for, but found '{line}'.");
        _patterns = new Regex(string.Join('|', patterns), RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
    }

    /// <summary>Returns whether a user agent names itself a machine.</summary>
    /// <param name="agent">The user agent.</param>
    public static bool Names(string agent) => !IsApp(agent) && (Known.Value.Has(agent) || HasShape(agent));

    // A phone app can have any name ("HealthCheck/3.4", "Talbot/2.0"), followed by the platform's text. A crawler that imitates one has a contact address.
    private static bool IsApp(string agent)
    {
        if (agent.StartsWith("Mozilla/", StringComparison.Ordinal) || agent.Contains("://", StringComparison.Ordinal))
            return false;
        foreach (var platform in Platforms)
            if (agent.Contains(platform, StringComparison.Ordinal))
                return true;
        return false;
    }

    private static bool HasShape(string agent) =>
        Regex.IsMatch(agent, Shape, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking) && !agent.Contains(Makers, StringComparison.OrdinalIgnoreCase);

    private bool Has(string agent)
    {
        for (var at = 0; at + KeyLength <= agent.Length; at++)
            if (_texts.TryGetValue((agent[at], agent[at + 1], agent[at + 2]), out var texts))
                foreach (var text in texts)
                    if (string.CompareOrdinal(agent, at, text, 0, text.Length) == 0 && (text.Length > WholeWord || IsWord(agent, at, text)))
                        return true;
        return _patterns.IsMatch(agent);
    }

    // A short text must be a whole word, not part of another name.
    private static bool IsWord(string agent, int at, string text) =>
        (at == 0 || !char.IsAsciiLetterOrDigit(text[0]) || !char.IsAsciiLetterOrDigit(agent[at - 1]))
        && (at + text.Length == agent.Length || !char.IsAsciiLetter(text[^1]) || !char.IsAsciiLetter(agent[at + text.Length]));

    private void Add(string text)
    {
        var key = (text[0], text[1], text[2]);
        if (!_texts.TryGetValue(key, out var texts))
            _texts.Add(key, texts = []);
        texts.Add(text);
    }

    private static MachineAgents Load() => new(Lists.SelectMany(Read));

    private static IEnumerable<string> Read(string list)
    {
        using var reader = new StreamReader(typeof(MachineAgents).Assembly.GetManifestResourceStream($"ServerSessions.Requests.{list}")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
