using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Response;

namespace Microsoft.AspNetCore.Http;

/// <summary>Ends challenges from within the application's step-up.</summary>
public static class ChallengeExtensions
{
    /// <summary>
    /// Says that the person behind this request has passed the application's step-up. Challenges that name its sign-in, user or browser are over for the sign-in that
    /// it shows or makes, in its browser: the same sign-in in another browser, or another one in the same, has to pass for itself.
    /// </summary>
    /// <param name="context">The request that passes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many challenges were passed.</returns>
    /// <exception cref="InvalidOperationException">This process does not capture requests.</exception>
    public static ValueTask<int> PassChallengeAsync(this HttpContext context, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var passes = context.RequestServices.GetService<ChallengePasses>()
            ?? throw new InvalidOperationException("This process does not capture requests (Roles): call PassChallengeAsync where the request is served.");
        return passes.PassAsync(context, cancellation);
    }
}
