using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ServerSessions.Capture.Identity;

/// <summary>
/// Which authentication schemes sign in, and so give their tickets a time. The credentials of the others are shown with every request (API keys, Negotiate, client
/// certificates, Basic); among them are tokens, which say themselves when they were made.
/// </summary>
internal sealed class SignInSchemes(IServiceProvider services, ILogger<SignInSchemes> logger)
{
    private const string Jwt = "JwtBearerHandler";

    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    private IAuthenticationSchemeProvider? Schemes => services.GetService<IAuthenticationSchemeProvider>();

    /// <summary>Whether the scheme's tickets are made by signing in; true where that is not known.</summary>
    public bool GivesTickets(string? scheme) =>
        scheme is null || Schemes?.GetSchemeAsync(scheme) is not { IsCompletedSuccessfully: true, Result: { } known } || SignsIn(known.HandlerType);

    /// <summary>Schemes whose credentials carry no time, by their kind.</summary>
    public async ValueTask<IReadOnlyList<string>> WithoutTimeAsync() =>
        Schemes is { } schemes
            ? [.. (await schemes.GetAllSchemesAsync()).Where(s => !SignsIn(s.HandlerType) && !Delegates(s.HandlerType) && s.HandlerType.Name != Jwt).Select(s => s.Name).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Says once that a revocation does not reach a scheme.</summary>
    public void NoteMissed(string scheme)
    {
        if (_told.TryAdd(scheme, true))
            Log.SchemeWithoutTime(logger, scheme);
    }

    private static bool SignsIn(Type handler) => typeof(IAuthenticationSignInHandler).IsAssignableFrom(handler);

    // They ask another scheme, or sign in by another one.
    private static bool Delegates(Type handler)
    {
        for (var type = handler; type is not null; type = type.BaseType)
            if (type == typeof(PolicySchemeHandler) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(RemoteAuthenticationHandler<>)))
                return true;
        return false;
    }
}
