using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace ServerSessions.Tests.Support.Blazor;

/// <summary>A page of one interactive component, rendered on the server and alive in a circuit.</summary>
[Route("/counter")]
public sealed class BlazorShop : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenElement(0, "html");
        builder.OpenElement(1, "body");
        builder.OpenComponent<BlazorCounter>(2);
        builder.AddComponentRenderMode(RenderMode.InteractiveServer);
        builder.CloseComponent();
        builder.CloseElement();
        builder.CloseElement();
    }
}
