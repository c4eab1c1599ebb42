using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using ServerSessions.Dashboard.Pages;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>Renders a page within the shell, and passes the links and the form token to all components below.</summary>
internal sealed class PageRoot : ComponentBase
{
    [Parameter] public required View View { get; set; }

    [Parameter] public required PageLinks Links { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<PageLinks>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), Links);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), (RenderFragment)Forms);
        builder.CloseComponent();
    }

    private void Forms(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<FormToken>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), View.Token);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), (RenderFragment)Shell);
        builder.CloseComponent();
    }

    private void Shell(RenderTreeBuilder builder)
    {
        builder.OpenComponent<Shell>(0);
        builder.AddComponentParameter(1, nameof(Pages.Shell.Title), View.Title);
        builder.AddComponentParameter(2, nameof(Pages.Shell.Section), View.Section);
        builder.AddComponentParameter(3, nameof(Pages.Shell.RefreshSeconds), View.RefreshSeconds);
        builder.AddComponentParameter(4, nameof(Pages.Shell.Events), View.Events);
        builder.AddComponentParameter(5, nameof(Pages.Shell.ChildContent), (RenderFragment)Page);
        builder.CloseComponent();
    }

    private void Page(RenderTreeBuilder builder)
    {
        builder.OpenComponent(0, View.Component);
        builder.AddMultipleAttributes(1, View.Parameters!);
        builder.CloseComponent();
    }
}
