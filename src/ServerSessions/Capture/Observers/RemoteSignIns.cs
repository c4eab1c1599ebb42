using System.Reflection;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Whether a remote authentication handler (OpenID Connect, OAuth, SAML) completes a sign-in: it runs on its own callback path, and leaves the name of its
/// scheme in the ticket.
/// </summary>
internal static class RemoteSignIns
{
    // RemoteAuthenticationHandler's own item: it checks it when the ticket comes back.
    private const string SchemeItem = ".AuthScheme";
    private const string IsCallback = nameof(RemoteAuthenticationHandler<RemoteAuthenticationOptions>.ShouldHandleRequestAsync);

    public static async ValueTask<bool> IsAsync(HttpContext context, AuthenticationProperties properties)
    {
        // The application may hand the item on, in a sign-in of its own: that is on no callback path.
        return properties.Items.TryGetValue(SchemeItem, out var name) && name is not null
            && context.RequestServices.GetService<IAuthenticationHandlerProvider>() is { } handlers
            && await handlers.GetHandlerAsync(context, name) is IAuthenticationRequestHandler handler && IsRemote(handler.GetType())
            && handler.GetType().GetMethod(IsCallback, BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes)?.Invoke(handler, null) is Task<bool> asked && await asked;
    }

    private static bool IsRemote(Type handler)
    {
        for (var type = handler; type is not null; type = type.BaseType)
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(RemoteAuthenticationHandler<>))
                return true;
        return false;
    }
}
