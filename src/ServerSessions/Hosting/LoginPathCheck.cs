using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Model;

namespace ServerSessions.Hosting;

/// <summary>Looks at the start whether the application has an endpoint for each login that is declared by path.</summary>
internal sealed class LoginPathCheck(IServiceProvider services, EndpointReader reader, DeclaredLogins logins)
{
    public void Check()
    {
        if (logins.Unmet == 0 || services.GetService(typeof(EndpointDataSource)) is not EndpointDataSource endpoints)
            return;
        var templates = endpoints.Endpoints.OfType<RouteEndpoint>().Select(reader.Of)
            .Where(e => e.Methods.Count == 0 || e.Methods.Contains(HttpVerb.Post))
            .Select(e => new TemplateMatcher(TemplateParser.Parse(e.Route.TrimStart('/')), [])).ToList();
        logins.Check(path => Suffixes(path).Any(suffix => templates.Exists(t => t.TryMatch(suffix, []))));
    }

    // The path base may stand before it, and is not known here.
    private static IEnumerable<PathString> Suffixes(string path)
    {
        for (var at = 0; at >= 0; at = path.IndexOf('/', at + 1))
            yield return path[at..];
    }
}
