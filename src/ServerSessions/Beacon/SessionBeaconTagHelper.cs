using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using ServerSessions.Beacon;

namespace ServerSessions;

/// <summary>
/// Loads the beacon in a page: <c>&lt;session-beacon /&gt;</c> renders a <c>script</c> element with <c>defer</c>, which a content security policy with
/// <c>script-src 'self'; connect-src 'self'</c> allows, or nothing where the visitor allows no analytics. Declare it with <c>@addTagHelper *, ServerSessions</c>, and map the
/// script with <c>MapSessionBeacon</c>. The page is then for this visitor alone, and no shared cache stores it.
/// </summary>
[HtmlTargetElement("session-beacon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SessionBeaconTagHelper : TagHelper
{
    /// <summary>The nonce of the page's content security policy; null (the default) where it has none.</summary>
    public string? Nonce { get; set; }

    /// <summary>The view, set by the framework.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.TagName = null;
        output.Content.SetContent("");
        if (BeaconTag.Of(ViewContext.HttpContext) is not { } tag)
            return;
        if (tag.Vitals is { } vitals)
            output.PreElement.SetHtmlContent(Vitals(vitals));
        output.TagName = "script";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("src", tag.Source);
        output.Attributes.SetAttribute(new TagHelperAttribute("defer"));
        output.Attributes.SetAttribute("data-page", tag.Page);
        if (tag.IsAhead)
            output.Attributes.SetAttribute(new TagHelperAttribute("data-ahead"));
        if (Nonce is not null)
            output.Attributes.SetAttribute("nonce", Nonce);
    }

    private TagBuilder Vitals(string source)
    {
        var script = new TagBuilder("script") { Attributes = { ["src"] = source, ["defer"] = "defer" } };
        if (Nonce is not null)
            script.Attributes["nonce"] = Nonce;
        return script;
    }
}
