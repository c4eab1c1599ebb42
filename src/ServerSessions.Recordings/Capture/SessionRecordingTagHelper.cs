using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using ServerSessions.Recordings.Capture;

namespace ServerSessions;

/// <summary>
/// Renders the script that records this page: <c>&lt;session-recording /&gt;</c>, best at the end of the head. It renders nothing without the visitor's consent to
/// <see cref="TrackingPurposes.Recording"/>, for a browser outside of the sample, and for an endpoint with <c>DisableSessionRecording</c>. Other attributes, such as
/// <c>nonce</c>, are passed on. Declare it with <c>@addTagHelper *, ServerSessions.Recordings</c>.
/// </summary>
[HtmlTargetElement("session-recording", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SessionRecordingTagHelper : TagHelper
{
    /// <summary>The view, set by the framework.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Content.SetContent("");
        if (RecorderTag.Of(ViewContext.HttpContext) is not { } tag)
        {
            output.TagName = null;
            return;
        }

        output.TagName = "script";
        output.TagMode = TagMode.StartTagAndEndTag;
        foreach (var (name, value) in tag.Attributes)
            output.Attributes.SetAttribute(name, value);
    }
}
