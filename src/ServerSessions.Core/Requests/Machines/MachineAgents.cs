using System.Text.RegularExpressions;
using ServerSessions.Model;

namespace ServerSessions.Requests.Machines;

/// <summary>
/// Recognises user agents that name a machine: crawlers, AI agents, monitors and link previewers, and programs that people and attackers use (curl, HTTP
/// libraries, automated browsers, scanners). It uses the lists of manifest.json, and the shape of crawlers' names.
/// </summary>
internal sealed class MachineAgents
{
    private const int KeyLength = 3;
    private const int WholeWord = 6;

    // A product name such as "AcmeBot/2.1", or a contact address beside such a name. A phone model "Robot X1" is neither.
    private const string Shape = @"(?i:bot|crawler|spider)/v?\d|(?i:bot|crawler|spider|crawl)\b[^()]*\+?https?://";

    // Makers whose names end like a crawler's.
    private const string Makers = "cubot";

    // Text that libraries of apps add after the app's name.
    private static readonly string[] Platforms = ["(iPhone;", "(iPad;", "; iOS ", "; Scale/", " CFNetwork/", " okhttp/", " Alamofire/", "(Android", "; Android ", " Dalvik/"];

    // What a machine with such a text says of itself.
    private static readonly string[] MachineWords = ["://", "compatible;", "bot", "crawl", "spider", "headless", "preview", "lighthouse"];

    private static readonly Machine OfShape = new(ClientKinds.Unlisted, ClientKinds.Crawler);
    private static readonly Lazy<MachineAgents> Bots = new(() => new(["crawler-user-agents.txt", "health-checks.txt"]));
    private static readonly Lazy<MachineAgents> Programs = new(() => new(["programs.txt"]));

    // A client that sends one of these as it is names a program, also with a contact address.
    private static readonly Lazy<MachineAgents> OwnNames = new(() => new(["own-names.txt"]));

    private readonly Dictionary<(char, char, char), List<(string Text, Machine Machine)>> _texts = [];
    private readonly List<(Regex Pattern, Machine Machine)> _patterns = [];
    private readonly Regex _anyPattern;

    private MachineAgents(IEnumerable<string> lists)
    {
        List<string> all = [];
        foreach (var line in lists.SelectMany(Read))
            if (line.Split('\t') is not [var kind, var name, var form, var pattern])
                throw new FormatException($"Expected kind, name, form and pattern with tabs between, but found '{line}'.");
            else if (form == "text")
                Add(pattern, new Machine(name, KindOf(kind)));
            else if (form == "regex")
            {
                _patterns.Add((new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking), new Machine(name, KindOf(kind))));
                all.Add($"(?:{pattern})");
            }
            else
                throw new FormatException($"Expected 'text' or 'regex', but found '{form}' in '{line}'.");
        _anyPattern = new Regex(string.Join('|', all), RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking);
    }

    /// <summary>The machine that a user agent names; null for none.</summary>
    /// <param name="agent">The user agent.</param>
    public static Machine? Find(string agent) => IsApp(agent) ? null : Named(agent) is { } machine && (machine.Kind == ClientKinds.Agent || !IsInApp(agent)) ? machine : null;

    private static Machine? Named(string agent) =>
        Bots.Value.Of(agent) ?? OwnNames.Value.Of(agent) ?? (HasShape(agent) ? Programs.Value.Of(agent) is { Kind: ClientKinds.Agent } known ? known : OfShape : Programs.Value.Of(agent));

    // The browser inside an app adds the app's name, and some apps have the name of the machine that makes their link previews: a person reads there.
    private static bool IsInApp(string agent) =>
        agent.StartsWith("Mozilla/5.0 (", StringComparison.Ordinal)
        && (agent.Contains(" Electron/", StringComparison.Ordinal) || agent.Contains("; wv)", StringComparison.Ordinal)
            || (agent.Contains(" Mobile/15E148", StringComparison.Ordinal) && !agent.Contains(" Safari/", StringComparison.Ordinal)))
        && !Array.Exists(MachineWords, word => agent.Contains(word, StringComparison.OrdinalIgnoreCase));

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

    // Also a program that gives a contact address: "LinkChecker/10.6 (+https://…)".
    private static bool HasShape(string agent) =>
        (!agent.StartsWith("Mozilla/", StringComparison.Ordinal) && agent.Contains("(+http", StringComparison.Ordinal))
        || (Regex.IsMatch(agent, Shape, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking) && !agent.Contains(Makers, StringComparison.OrdinalIgnoreCase));

    private Machine? Of(string agent)
    {
        for (var at = 0; at + KeyLength <= agent.Length; at++)
            if (_texts.TryGetValue((agent[at], agent[at + 1], agent[at + 2]), out var texts))
                foreach (var (text, machine) in texts)
                    if (string.CompareOrdinal(agent, at, text, 0, text.Length) == 0 && (text.Length > WholeWord || IsWord(agent, at, text)))
                        return machine;
        if (!_anyPattern.IsMatch(agent))
            return null;
        foreach (var (pattern, machine) in _patterns)
            if (pattern.IsMatch(agent))
                return machine;
        return null;
    }

    // A short text must be a whole word, not part of another name.
    private static bool IsWord(string agent, int at, string text) =>
        (at == 0 || !char.IsAsciiLetterOrDigit(text[0]) || !char.IsAsciiLetterOrDigit(agent[at - 1]))
        && (at + text.Length == agent.Length || !char.IsAsciiLetter(text[^1]) || !char.IsAsciiLetter(agent[at + text.Length]));

    // The most specific text first: "Googlebot-Image" before "Googlebot".
    private void Add(string text, Machine machine)
    {
        var key = (text[0], text[1], text[2]);
        if (!_texts.TryGetValue(key, out var texts))
            _texts.Add(key, texts = []);
        texts.Insert(texts.FindIndex(t => t.Text.Length < text.Length) is var shorter and >= 0 ? shorter : texts.Count, (text, machine));
    }

    private static string KindOf(string kind) => kind switch
    {
        "crawler" => ClientKinds.Crawler,
        "agent" => ClientKinds.Agent,
        "monitor" => ClientKinds.UptimeCheck,
        "library" => ClientKinds.Library,
        "automation" => ClientKinds.AutomatedBrowser,
        "scanner" => ClientKinds.Scanner,
        _ => throw new FormatException($"'{kind}' is no kind of machine."),
    };

    private static IEnumerable<string> Read(string list)
    {
        using var reader = new StreamReader(typeof(MachineAgents).Assembly.GetManifestResourceStream($"ServerSessions.Requests.{list}")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
