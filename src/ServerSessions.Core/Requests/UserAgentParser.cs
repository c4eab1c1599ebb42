using System.Globalization;
using ServerSessions.Model;
using ServerSessions.Requests.Machines;

namespace ServerSessions.Requests;

/// <summary>
/// Browser family with its major version, operating system and device class, as text, for detection and reports:
/// a family that is not listed is "other". The order matters, because browsers name those they descend from.
/// </summary>
internal static class UserAgentParser
{
    private static readonly (string Token, string Family)[] Families =
    [
        // Media players and download managers come first, because they also name the engine that they contain.
        .. CompanionClients.Families,
        ("; wv)", CompanionClients.WebView),
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
        ("Vivaldi/", "Vivaldi"), ("YaBrowser/", "Yandex Browser"), ("DuckDuckGo/", "DuckDuckGo"), ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"),
        ("CriOS/", "Chrome"), ("HeadlessChrome/", "Headless Chrome"), ("Chrome/", "Chrome"), ("Version/", "Safari"), ("MSIE ", "Internet Explorer"),
        ("Trident/", "Internet Explorer"), ("curl/", "curl"), ("Wget/", "Wget"), ("python-requests/", "Python"), ("Python-urllib/", "Python"),
        ("okhttp/", "OkHttp"), ("Go-http-client/", "Go"), ("PostmanRuntime/", "Postman"), ("axios/", "axios"), ("Java/", "Java"),
    ];

    private static readonly (string Token, string System)[] Systems =
    [
        ("Windows", "Windows"), ("iPhone", "iOS"), ("iPad", "iPadOS"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Macintosh", "macOS"), ("Linux", "Linux"),
    ];

    public static (string Words, bool IsBot) Parse(string text)
    {
        var machine = MachineAgents.Find(text);
        if (machine is { IsBot: true })
            return (ClientKinds.BotWords(machine.Name, machine.Kind), true);
        var family = "other";
        foreach (var (token, name) in Families)
            if (text.Contains(token, StringComparison.Ordinal))
            {
                if (name == "Safari" && !text.Contains("Safari/", StringComparison.Ordinal))
                    continue;
                family = Major(text, token) is { } major ? string.Create(CultureInfo.InvariantCulture, $"{name} {major}") : name;
                break;
            }

        var system = "other";
        foreach (var (token, name) in Systems)
            if (text.Contains(token, StringComparison.Ordinal))
            {
                system = name;
                break;
            }

        return machine is null
            ? ($"{family}, {system}, {Device(text, system)}", false)
            : ($"{(family == "other" ? machine.Name : family)}, {system}, {machine.Kind}", false);
    }

    private static string Device(string text, string system) =>
        system == "iPadOS" || (system == "Android" && !text.Contains("Mobile", StringComparison.Ordinal)) ? "tablet"
        : system is "iOS" or "Android" || text.Contains("Mobile", StringComparison.Ordinal) ? "phone"
        : system == "other" ? "other"
        : "desktop";

    private static int? Major(string text, string token)
    {
        var at = text.IndexOf(token, StringComparison.Ordinal) + token.Length;
        var end = at;
        while (end < text.Length && end < at + 4 && char.IsAsciiDigit(text[end]))
            end++;
        return end > at ? int.Parse(text.AsSpan(at, end - at), CultureInfo.InvariantCulture) : null;
    }
}
