using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using ServerSessions.Capture;
using ServerSessions.Personalization;

namespace ServerSessions;

/// <summary>
/// Renders the nudge for this page, if there is one, in a Razor component that the server renders: <c>&lt;SessionNudges /&gt;</c>. It works without a script. In an
/// interactive component it renders nothing, because there is no answer that it could be claimed for.
/// </summary>
public sealed class SessionNudges : ComponentBase
{
    private IReadOnlyList<ShownNudge> _nudges = [];

    /// <summary>Accessible name of the landmark; "Suggestions" by default.</summary>
    [Parameter]
    public string Label { get; set; } = "Suggestions";

    /// <summary>Text of the button that dismisses a nudge; "Dismiss" by default.</summary>
    [Parameter]
    public string DismissText { get; set; } = "Dismiss";

    /// <summary>The request, set by the framework; null in an interactive component.</summary>
    [CascadingParameter]
    public HttpContext? HttpContext { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (HttpContext is { } context && Visit.Of(context) is { } visit)
            _nudges = await visit.NudgesAsync(NudgeChannels.Page, hasText: true, context.RequestAborted);
    }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (_nudges.Count == 0 || HttpContext is not { } context)
            return;
        builder.OpenElement(0, "aside");
        builder.AddAttribute(1, "class", "session-nudges");
        builder.AddAttribute(2, "aria-label", Label);
        foreach (var nudge in _nudges)
            Render(builder, context, nudge);
        builder.CloseElement();
    }

    private void Render(RenderTreeBuilder builder, HttpContext context, ShownNudge nudge)
    {
        builder.OpenElement(3, "div");
        builder.SetKey(nudge.Id);
        builder.AddAttribute(4, "class", "session-nudge");
        builder.AddAttribute(5, "data-nudge", nudge.Name);
        builder.OpenElement(6, "p");
        builder.AddContent(7, nudge.Text);
        if (nudge.Link is { } target)
        {
            builder.AddContent(8, " ");
            builder.OpenElement(9, "a");
            builder.AddAttribute(10, "href", context.Request.PathBase + target);
            builder.AddContent(11, nudge.LinkText ?? target);
            builder.CloseElement();
        }

        builder.CloseElement();
        if (NudgeForm.Of(context, nudge) is { } form)
            Render(builder, form);
        builder.CloseElement();
    }

    private void Render(RenderTreeBuilder builder, NudgeForm form)
    {
        builder.OpenElement(12, "form");
        builder.AddAttribute(13, "method", "post");
        builder.AddAttribute(14, "action", form.Action);
        if (form.TokenName is { } name)
        {
            builder.OpenElement(15, "input");
            builder.AddAttribute(16, "type", "hidden");
            builder.AddAttribute(17, "name", name);
            builder.AddAttribute(18, "value", form.Token);
            builder.CloseElement();
        }

        builder.OpenElement(19, "button");
        builder.AddAttribute(20, "type", "submit");
        builder.AddContent(21, DismissText);
        builder.CloseElement();
        builder.CloseElement();
    }
}
