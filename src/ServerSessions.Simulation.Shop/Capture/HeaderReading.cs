using System.Globalization;
using System.Net;
using Microsoft.Extensions.Primitives;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Requests;
using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Shop.Capture;

/// <summary>Reads a visitor's headers with the same code as capture.</summary>
internal sealed class HeaderReading
{
    public const string Visitor = "ss-model";
    public const string Ticket = "ticket";
    public const string Token = "token";

    // The flags are read before the shop answers: what an answer adds is added there.
    private static readonly AnswerFacts Unanswered = new(200, ContentType: null, new Dictionary<string, StringValues>());

    // One for all runs: the same seed gives the same figures.
    private static readonly IdentityKey Key = new("simulation", new byte[KeySet.SecretBytes]);

    private readonly Dictionary<string, UserAgent> _agents = new(StringComparer.Ordinal);
    private readonly TraitsReader _traits = new();

    public ReadHeaders Of(VisitorRequest request)
    {
        var headers = new Dictionary<string, StringValues>(request.Headers.Count + 1, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in request.Headers)
            if (!headers.TryAdd(name, value))
                headers[name] = StringValues.Concat(headers[name], value);
        if (request.Form is not null)
            headers["Content-Type"] = "application/x-www-form-urlencoded";
        var text = headers.Of("User-Agent").ToString();
        var (sameOrigin, foreign) = Referrers.Of(headers, ModelClient.Host, OwnHosts.None);
        var site = new SiteFacts(ModelClient.Host, OwnHosts.None, sameOrigin, foreign is not null);
        var flags = HeaderFlags.Of(headers, site, HttpVerbs.Parse(request.Method), Agent(text), Unanswered)
            | (sameOrigin ? EventFlags.SameOrigin : 0);
        var cookies = headers.Of("Cookie").ToString();
        var address = headers.Of("X-Forwarded-For").ToString();
        var traits = _traits.Of(headers, flags, connection: 0, IPAddress.Parse(address), Key);
        return new ReadHeaders(address, text, Cookie(cookies, Visitor), Cookie(cookies, Ticket), Cookie(cookies, Token), text.Length == 0 ? null : Agent(text).Words, flags, traits);
    }

    private static int Cookie(string header, string name)
    {
        foreach (var part in header.AsSpan().Split("; "))
        {
            var cookie = header.AsSpan()[part];
            if (cookie.StartsWith(name, StringComparison.Ordinal) && cookie.Length > name.Length && cookie[name.Length] == '=')
                return int.Parse(cookie[(name.Length + 1)..], CultureInfo.InvariantCulture);
        }

        return 0;
    }

    private UserAgent Agent(string text)
    {
        if (text.Length == 0)
            return UserAgent.None;
        if (!_agents.TryGetValue(text, out var agent))
        {
            var (words, isBot) = UserAgentParser.Parse(text);
            _agents.Add(text, agent = new UserAgent(text, words, isBot, 0));
        }

        return agent;
    }
}
