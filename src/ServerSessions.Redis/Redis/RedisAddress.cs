using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Reads the address of a server: a configuration string of the client, or a URL with the scheme redis or rediss.</summary>
internal static class RedisAddress
{
    private const int DefaultPort = 6379;
    private const string Escaping = "Characters such as @ : / ? # in the user name and the password need percent-encoding.";

    /// <summary>Parses either form. No message repeats the address: it may hold a password.</summary>
    /// <exception cref="FormatException">The URL cannot be read.</exception>
    /// <exception cref="ArgumentException">The configuration string, or an option of the URL's query, cannot be read.</exception>
    public static ConfigurationOptions Parse(string address)
    {
        var text = address.Trim();
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || !text.AsSpan(0, scheme).ContainsOnlySchemeCharacters())
            return ConfigurationOptions.Parse(text);
        return text[..scheme].ToLowerInvariant() switch
        {
            "redis" => Url(text[(scheme + 3)..], isEncrypted: false),
            "rediss" => Url(text[(scheme + 3)..], isEncrypted: true),
            var other => throw new FormatException($"The scheme is \"{other}\"; expected redis, or rediss for TLS."),
        };
    }

    /// <summary>Names of servers for messages.</summary>
    public static string Names(IEnumerable<EndPoint> servers) => string.Join(", ", servers.Select(EndPointCollection.ToString));

    private static bool ContainsOnlySchemeCharacters(this ReadOnlySpan<char> text)
    {
        foreach (var character in text)
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('+' or '-' or '.'))
                return false;
        return true;
    }

    private static ConfigurationOptions Url(string rest, bool isEncrypted)
    {
        var end = rest.AsSpan().IndexOfAny('/', '?', '#') is >= 0 and var found ? found : rest.Length;
        var (authority, tail) = (rest[..end], rest[end..]);
        var question = tail.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = question < 0 ? (tail, "") : (tail[..question], tail[(question + 1)..]);
        if (tail.Contains('#', StringComparison.Ordinal))
            throw new FormatException("The URL has a fragment. " + Escaping);

        var at = authority.LastIndexOf('@');
        var options = Options(query);
        var (host, port) = Host(authority[(at + 1)..]);
        options.EndPoints.Add(host, port);
        options.Ssl = isEncrypted;
        if (at >= 0)
            Credentials(options, authority[..at]);
        if (path.Trim('/') is { Length: > 0 } database)
            options.DefaultDatabase = Database(database);
        return options;
    }

    private static void Credentials(ConfigurationOptions options, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var user = Uri.UnescapeDataString(colon < 0 ? text : text[..colon]);
        if (user.Length > 0)
            options.User = user;
        if (colon >= 0)
            options.Password = Uri.UnescapeDataString(text[(colon + 1)..]);
    }

    private static (string Host, int Port) Host(string text)
    {
        var afterAddress = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) + 1 : 0;
        var colon = text.IndexOf(':', afterAddress);
        var host = colon < 0 ? text : text[..colon];
        var port = DefaultPort;
        if (colon >= 0 && !(int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65_535))
            throw new FormatException("The port is not a number from 1 to 65535. " + Escaping);
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            throw new FormatException("The host name cannot be read; expected a URL like redis://user:password@host:6379/0. " + Escaping);
        return (host.Trim('[', ']'), port);
    }

    private static int Database(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("The path of the URL is not the number of a database; expected one like redis://host:6379/0. " + Escaping);

    // The query holds options of the client, as in a configuration string; db is the database.
    private static ConfigurationOptions Options(string query)
    {
        var parts = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        if (parts.Exists(p => p.Contains(',', StringComparison.Ordinal) || !p.Contains('=', StringComparison.Ordinal)))
            throw new FormatException("An option in the query of the URL is not a name and a value, like connectTimeout=2000.");
        var database = parts.Find(p => p.StartsWith("db=", StringComparison.OrdinalIgnoreCase));
        var known = string.Join(',', parts.Where(p => p != database));
        var options = known.Length == 0 ? new ConfigurationOptions() : ConfigurationOptions.Parse(known);
        if (database is not null)
            options.DefaultDatabase = Database(database["db=".Length..]);
        return options;
    }
}
