using System.Globalization;
using System.Text;
using ServerSessions.Cli.Logs.Clf;
using ServerSessions.Cli.Logs.Fields;
using ServerSessions.Cli.Logs.Json;

namespace ServerSessions.Cli.Logs;

/// <summary>What to say about a log of which most lines could not be read: which formats were tried, and what to write.</summary>
internal static class UnknownLines
{
    private const int ShownNames = 40;

    private static readonly (LogField Field, string Name)[] Needed =
        [(LogField.Time, "time"), (LogField.Address, "ip"), (LogField.Method, "method"), (LogField.Target, "path"), (LogField.Status, "status")];

    /// <param name="log">The log.</param>
    /// <param name="format">The format that was asked for.</param>
    /// <param name="map">The names that were given.</param>
    public static IEnumerable<string> Advice(AccessLog log, LogFormat format, FieldMap map)
    {
        var all = log.Unparsed.Count + log.Records.Count;
        yield return string.Create(CultureInfo.InvariantCulture, $"{log.Records.Count:#,0} of {all:#,0} lines could be read as requests: fewer than half. No figures are shown, because they would be of something else.");
        yield return "Tried: " + Tried(format, map) + ".";
        foreach (var advice in log.Unparsed.First.Select(line => Of(line.Text, map)).Distinct().Take(1))
            yield return advice;
    }

    private static string Tried(LogFormat format, FieldMap map)
    {
        var clf = "combined and common format (also with a virtual host or a list of addresses in front, an ISO time, fields in another order)";
        var json = "JSON lines of " + string.Join(", ", JsonProfiles.All(map).Select(profile => profile.Name));
        const string w3c = "W3C extended format by its #Fields (IIS, ASP.NET Core, CloudFront)";
        const string alb = "AWS load balancers (application, classic)";
        return format switch
        {
            LogFormat.Combined or LogFormat.Common or LogFormat.Vhost => clf,
            LogFormat.W3C => w3c,
            LogFormat.Jsonl => json,
            LogFormat.Alb => alb,
            _ => $"{clf}; {json}; {w3c}; {alb}; each also behind a prefix of syslog or of a container",
        };
    }

    private static string Of(string line, FieldMap map)
    {
        var trimmed = line.TrimStart();
        if (trimmed.StartsWith('{'))
            return OfJson(trimmed, map);
        if (trimmed.StartsWith('#') || IsDate(trimmed))
            return "Lines of W3C extended format need the line #Fields: before them, with date, time, c-ip, cs-method, cs-uri-stem and sc-status; IIS and ASP.NET Core write it at the head of each file.";
        var first = trimmed.Split(' ', 2)[0];
        if (HasClfCore(trimmed) && AddressText.Client(Encoding.UTF8.GetBytes(first)) is null)
            return $"The line begins with '{Shown(first)}', which is no address. If it is the host name of the client, write --format combined; if it is the site's own name, "
                + "the log needs the client's address after it.";
        return "Write lines of combined format, or JSON lines such as {\"time\":\"2026-03-02T10:00:01Z\",\"ip\":\"198.51.100.7\",\"method\":\"GET\",\"path\":\"/\",\"status\":200}. "
            + "docs/public-logs.md has the formats.";
    }

    private static string OfJson(string line, FieldMap map)
    {
        var names = JsonMemberNames.Of(line);
        if (names.Count == 0)
            return "The line begins like a JSON object and is none, or is longer than what is shown: each line must be one object.";
        var (profile, found) = JsonProfiles.All(map).Select(profile => (profile, profile.Found(names))).MaxBy(pair => pair.Item2.Count);
        var missing = Needed.Where(need => !found.Contains(need.Field)
            && !(need.Field is LogField.Method or LogField.Target && found.Contains(LogField.RequestLine))).Select(need => need.Name).ToList();
        var members = $"Members of the line: {Shown(string.Join(", ", names.Take(ShownNames)))}.";
        return missing.Count == 0
            ? $"The line has the names of {profile.Name}, but a value cannot be used: the time needs its offset from UTC, and the address must be an address. {members}"
            : $"By the names of {profile.Name}, which fit best, there is no {string.Join(", no ", missing)}. Name the members: --map {string.Join(',', missing.Select(name => $"{name}=NAME"))}"
                + $"{(missing is ["ip"] ? ", or --map session=NAME for a member that distinguishes visitors (a connection's id does so roughly)" : "")}. {members}";
    }

    // From its time on it is a line of common format: what is wrong stands before.
    private static bool HasClfCore(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line).AsSpan();
        var time = bytes.IndexOf(" ["u8);
        return time > 0 && bytes[0] != '[' && ClfTail.TryCut(bytes[(time + 2)..], out _);
    }

    private static bool IsDate(string line) =>
        line.Length > 19 && line[4] == '-' && line[7] == '-' && line[10] is ' ' or '\t' && line[13] == ':' && line[16] == ':';

    private static string Shown(string text) => ShownText.Of(text, 400);
}
