using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using ServerSessions.Recordings.Capture;

namespace ServerSessions;

/// <summary>
/// Renders the script that records this page, in a Razor component that the server renders: <c>&lt;SessionRecorder /&gt;</c>. It renders nothing where
/// <see cref="SessionRecordingTagHelper"/> does, and in an interactive component.
/// </summary>
public sealed class SessionRecorder : ComponentBase
{
    /// <summary>The nonce of the page's content security policy; null (the default) for none.</summary>
    [Parameter]
    public string? Nonce { get; set; }

    /// <summary>The request, set by the framework; null in an interactive component.</summary>
    [CascadingParameter]
    public HttpContext? HttpContext { get; set; }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (HttpContext is not { } context || RecorderTag.Of(context) is not { } tag)
            return;
        builder.OpenElement(0, "script");
        builder.AddMultipleAttributes(1, tag.Attributes.Select(a => new KeyValuePair<string, object>(a.Name, a.Value)));
        builder.AddAttribute(2, "nonce", Nonce);
        builder.CloseElement();
    }
}
