using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Tests.Support.Blazor;

/// <summary>An interactive component that shows when its circuit has started, and the user of it.</summary>
public sealed class BlazorCounter : ComponentBase
{
    [Inject] public required CircuitWatch Watch { get; set; }

    [Inject] public required AuthenticationStateProvider Authentication { get; set; }

    [Inject] public required IServiceProvider Services { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        if (Services.GetService<IHttpContextAccessor>()?.HttpContext is { } context)
            context.GetTrackedSession()?.Record("counter.alive");
        Watch.Of((await Authentication.GetAuthenticationStateAsync()).User.Identity?.Name).Rendered.TrySetResult();
    }
}
