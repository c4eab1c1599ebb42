using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>Renders a page within the shell, and passes the links, the form token, what the caller may see and the page's own query to all components below.</summary>
internal sealed class PageRoot : ComponentBase
{
    [Parameter] public required View View { get; set; }

    [Parameter] public required PageLinks Links { get; set; }

    [Parameter] public required SessionAdminAccess Access { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder) =>
        Cascade(builder, Links, links => Cascade(links, View.Token, token => Cascade(token, View.Here, here => Cascade(here, View.Recorded, recorded => Cascade(recorded, Access, Shell)))));

    private static void Cascade<T>(RenderTreeBuilder builder, T value, RenderFragment content)
    {
        builder.OpenComponent<CascadingValue<T>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), value);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), content);
        builder.CloseComponent();
    }

    private void Shell(RenderTreeBuilder builder)
    {
        builder.OpenComponent<Shell>(0);
        builder.AddComponentParameter(1, nameof(Pages.Shell.Title), View.Title);
        builder.AddComponentParameter(2, nameof(Pages.Shell.Section), View.Section);
        builder.AddComponentParameter(3, nameof(Pages.Shell.RefreshSeconds), View.RefreshSeconds);
        builder.AddComponentParameter(4, nameof(Pages.Shell.Share), View.Shared is { } shared ? (shared.View, shared.Query) : ((string, string)?)null);
        builder.AddComponentParameter(5, nameof(Pages.Shell.Events), View.Events);
        builder.AddComponentParameter(6, nameof(Pages.Shell.HasFigures), View.Status == StatusCodes.Status200OK);
        builder.AddComponentParameter(7, nameof(Pages.Shell.ChildContent), (RenderFragment)Page);
        builder.CloseComponent();
    }

    private void Page(RenderTreeBuilder builder)
    {
        builder.OpenComponent(0, View.Component);
        builder.AddMultipleAttributes(1, View.Parameters!);
        builder.CloseComponent();
    }
}
