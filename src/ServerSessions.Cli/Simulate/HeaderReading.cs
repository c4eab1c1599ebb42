using System.Globalization;
using Microsoft.AspNetCore.Http;
using ServerSessions.Capture;
using ServerSessions.Model;
using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Cli.Simulate;

/// <summary>Reads a visitor's headers with the same code as capture.</summary>
internal sealed class HeaderReading
{
    public const string SessionCookie = "ss=";
    public const string TokenCookie = "token=";

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
        var flags = RequestFlags.Of(context, HttpVerbs.Parse(request.Method), Agent(text))
            | (Referrers.Of(context.Request).SameOrigin ? EventFlags.SameOrigin : 0);
        return new ReadHeaders(context.Request.Headers["X-Forwarded-For"].ToString(), text, Number(context, SessionCookie), Number(context, TokenCookie), text.Length == 0 ? null : Agent(text).Words, flags);
    }

    private static int Number(HttpContext context, string start)
    {
        foreach (var cookie in context.Request.Headers.Cookie.ToString().Split("; "))
            if (cookie.StartsWith(start, StringComparison.Ordinal))
                return int.Parse(cookie.AsSpan(start.Length), CultureInfo.InvariantCulture);
        return 0;
    }

    private UserAgent Agent(string text)
    {
        if (text.Length == 0)
            return UserAgent.None;
        if (!_agents.TryGetValue(text, out var agent))
        {
            var (words, isBot) = UserAgentParser.Parse(text);
            _agents.Add(text, agent = new UserAgent(words, isBot, 0));
        }

        return agent;
    }
}
