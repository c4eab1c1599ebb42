using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.StaticAssets;

namespace ServerSessions.Capture.Endpoints;

/// <summary>Reads from an endpoint's metadata whether it serves pages.</summary>
internal static class PageFacts
{
    public static bool IsPage(EndpointMetadataCollection metadata) =>
        metadata.GetMetadata<PageActionDescriptor>() is not null
        || metadata.GetMetadata<ComponentTypeMetadata>() is not null
        || (metadata.GetMetadata<ControllerActionDescriptor>() is { } action && typeof(Controller).IsAssignableFrom(action.ControllerTypeInfo)
            && !typeof(PartialViewResult).IsAssignableFrom(action.MethodInfo.ReturnType))
        || metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Any(p => p.ContentTypes.Any(IsHtml));

    /// <summary>Whether a static file is a page.</summary>
    public static bool IsPage(StaticAssetDescriptor asset) =>
        asset.ResponseHeaders.Any(h => h.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && IsHtml(h.Value));

    private static bool IsHtml(string contentType) => contentType.StartsWith("text/html", StringComparison.OrdinalIgnoreCase);
}
