using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ServerSessions.Tests.Support.Blazor;

internal sealed class WatchingCircuitHandler(CircuitWatch watch, AuthenticationStateProvider authentication) : CircuitHandler
{
    private string? _user;

    public override async Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) =>
        _user = (await authentication.GetAuthenticationStateAsync()).User.Identity?.Name;

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        watch.Of(_user).Down.TrySetResult();
        return Task.CompletedTask;
    }
}
