using ServerSessions.Capture.Headers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerSessions.Model;
using ServerSessions.Requests;
using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Cli.Simulate;

/// <summary>Reads a visitor's headers with the same code as capture.</summary>
internal sealed class HeaderReading
{
    public const string Visitor = "ss-model";
    public const string Ticket = "ticket";
    public const string Token = "token";

    private readonly Dictionary<string, UserAgent> _agents = new(StringComparer.Ordinal);

    public ReadHeaders Of(VisitorRequest request)
    {
        var context = new DefaultHttpContext();
        foreach (var (name, value) in request.Headers)
            context.Request.Headers.Append(name, value);
        context.Request.Host = new HostString(ModelClient.Host);
        if (request.Form is not null)
            context.Request.ContentType = "application/x-www-form-urlencoded";
        var text = context.Request.Headers.UserAgent.ToString();
        var (sameOrigin, foreign) = Referrers.Of(context.Request, OwnHosts.None);
        var flags = RequestFlags.Of(context, HttpVerbs.Parse(request.Method), Agent(text), sameOrigin, foreign is not null, OwnHosts.None)
            | (sameOrigin ? EventFlags.SameOrigin : 0);
        var cookies = context.Request.Headers.Cookie.ToString();
        return new ReadHeaders(context.Request.Headers["X-Forwarded-For"].ToString(), text, Cookie(cookies, Visitor), Cookie(cookies, Ticket), Cookie(cookies, Token), text.Length == 0 ? null : Agent(text).Words, flags);
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
