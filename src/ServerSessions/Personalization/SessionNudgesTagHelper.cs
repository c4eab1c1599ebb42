using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using ServerSessions.Capture;
using ServerSessions.Personalization;

namespace ServerSessions;

/// <summary>
/// Renders the nudge for this page, if there is one, as a complementary landmark that works without a script: <c>&lt;session-nudges /&gt;</c>. Declare it with
/// <c>@addTagHelper *, ServerSessions</c>. Nudges without a declared text are left to the application.
/// </summary>
[HtmlTargetElement("session-nudges", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SessionNudgesTagHelper : TagHelper
{
    /// <summary>Accessible name of the landmark; "Suggestions" by default.</summary>
    public string Label { get; set; } = "Suggestions";

    /// <summary>Text of the button that dismisses a nudge; "Dismiss" by default.</summary>
    public string DismissText { get; set; } = "Dismiss";

    /// <summary>The view, set by the framework.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var http = ViewContext.HttpContext;
        var nudges = Visit.Of(http) is { } visit ? await visit.NudgesAsync(NudgeChannels.Page, hasText: true, http.RequestAborted) : [];
        output.TagName = null;
        output.Content.SetContent("");
        if (nudges.Count == 0)
            return;
        output.TagName = "aside";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "session-nudges");
        output.Attributes.SetAttribute("aria-label", Label);
        foreach (var nudge in nudges)
            output.Content.AppendHtml(Markup(http, nudge));
    }

    private TagBuilder Markup(HttpContext http, ShownNudge nudge)
    {
        var whole = new TagBuilder("div");
        whole.AddCssClass("session-nudge");
        whole.Attributes["data-nudge"] = nudge.Name;
        var text = new TagBuilder("p");
        text.InnerHtml.Append(nudge.Text ?? "");
        if (nudge.Link is { } target)
        {
            var link = new TagBuilder("a");
            link.Attributes["href"] = http.Request.PathBase + target;
            link.InnerHtml.Append(nudge.LinkText ?? target);
            text.InnerHtml.Append(" ").AppendHtml(link);
        }

        whole.InnerHtml.AppendHtml(text);
        if (NudgeForm.Of(http, nudge) is { } form)
            whole.InnerHtml.AppendHtml(Form(form));
        return whole;
    }

    private TagBuilder Form(NudgeForm form)
    {
        var whole = new TagBuilder("form");
        whole.Attributes["method"] = "post";
        whole.Attributes["action"] = form.Action;
        if (form.TokenName is { } name)
        {
            var token = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
            token.Attributes["type"] = "hidden";
            token.Attributes["name"] = name;
            token.Attributes["value"] = form.Token;
            whole.InnerHtml.AppendHtml(token);
        }

        var button = new TagBuilder("button");
        button.Attributes["type"] = "submit";
        button.InnerHtml.Append(DismissText);
        whole.InnerHtml.AppendHtml(button);
        return whole;
    }
}
