using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ServerSessions.Mcp;

/// <summary>Routes of the application whose handler comes from services of its own, so that an MCP server of the application is another one.</summary>
internal sealed class McpRoutes(IEndpointRouteBuilder routes, IServiceProvider services) : IEndpointRouteBuilder
{
    public IServiceProvider ServiceProvider => services;

    public ICollection<EndpointDataSource> DataSources => routes.DataSources;

    public IApplicationBuilder CreateApplicationBuilder() => routes.CreateApplicationBuilder();
}
