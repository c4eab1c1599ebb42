using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Model;

namespace ServerSessions.Hosting;

/// <summary>Makes the endpoint catalogue of the application's endpoint table.</summary>
internal sealed class CatalogReader(IServiceProvider services, EndpointReader reader, CurrentCatalog current)
{
    // The usual methods of requests to an endpoint that names none (a Razor page).
    private static readonly HttpVerb[] AnyMethod = [HttpVerb.Get, HttpVerb.Post];

    public void Read()
    {
        if (services.GetService(typeof(EndpointDataSource)) is not EndpointDataSource endpoints)
            return;
        var facts = endpoints.Endpoints.OfType<RouteEndpoint>().Select(Compiled).Select(reader.Of).Where(e => !e.IsDisabled && !e.IsStatic).SelectMany(Facts)
            .DistinctBy(f => (f.Step, f.Verb)).OrderBy(f => f.Step, StringComparer.Ordinal).ThenBy(f => f.Verb).ToArray();
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(facts, Journeys.CatalogJsonContext.Default.EndpointFactsArray));
        current.Catalog = new EndpointCatalog(Convert.ToHexStringLower(hash.AsSpan(0, 6)), facts);
    }

    // A page's attributes stand on its model, which only the compiled page has; requests get its endpoint.
    private Endpoint Compiled(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page || page is CompiledPageActionDescriptor
            || services.GetService(typeof(PageLoader)) is not PageLoader loader)
            return endpoint;
        return loader.LoadAsync(page, endpoint.Metadata).GetAwaiter().GetResult().Endpoint ?? endpoint;
    }

    private static IEnumerable<EndpointFacts> Facts(EndpointInfo endpoint) =>
        (endpoint.Methods.Count > 0 ? endpoint.Methods : AnyMethod).Select(verb => new EndpointFacts(
            endpoint.Step(verb), verb, endpoint.Route, endpoint.Requires, endpoint.Feature, endpoint.Flags, endpoint.Policy)
        {
            IsForm = endpoint.TakesForm && !verb.IsSafe(),
            NeedsToken = endpoint.NeedsToken && !verb.IsSafe(),
            IsOfLibrary = endpoint.IsOfLibrary,
        });
}
