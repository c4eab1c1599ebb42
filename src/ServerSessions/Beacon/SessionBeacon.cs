using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using ServerSessions.Beacon;

namespace ServerSessions;

/// <summary>
/// Loads the beacon in a page of Razor components that the server renders: <c>&lt;SessionBeacon /&gt;</c>, as <see cref="SessionBeaconTagHelper"/> does in a view. In an
/// interactive component it renders nothing.
/// </summary>
public sealed class SessionBeacon : ComponentBase
{
    /// <summary>The nonce of the page's content security policy; null (the default) where it has none.</summary>
    [Parameter]
    public string? Nonce { get; set; }

    /// <summary>The request, set by the framework; null in an interactive component.</summary>
    [CascadingParameter]
    public HttpContext? HttpContext { get; set; }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (HttpContext is not { } context || BeaconTag.Of(context) is not { } tag)
            return;
        if (tag.Vitals is { } vitals)
        {
            builder.OpenElement(0, "script");
            builder.AddAttribute(1, "src", vitals);
            builder.AddAttribute(2, "defer", true);
            builder.AddAttribute(3, "nonce", Nonce);
            builder.CloseElement();
        }

        builder.OpenElement(4, "script");
        builder.AddAttribute(5, "src", tag.Source);
        builder.AddAttribute(6, "defer", true);
        builder.AddAttribute(7, "data-page", tag.Page);
        builder.AddAttribute(8, "data-ahead", tag.IsAhead);
        builder.AddAttribute(9, "nonce", Nonce);
        builder.CloseElement();
    }
}
