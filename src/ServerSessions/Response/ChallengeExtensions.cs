using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Response;

namespace Microsoft.AspNetCore.Http;

/// <summary>Reports passed challenges from the application's step-up.</summary>
public static class ChallengeExtensions
{
    /// <summary>
    /// Reports that this request has passed the application's step-up. It ends challenges that name its sign-in, user or browser, for the sign-in that it
    /// presents or makes, in its browser. The same sign-in in another browser, or another sign-in in the same browser, must pass separately.
    /// </summary>
    /// <param name="context">The request that has passed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Number of challenges that were passed.</returns>
    /// <exception cref="InvalidOperationException">This process does not capture requests.</exception>
    public static ValueTask<int> PassChallengeAsync(this HttpContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var passes = context.RequestServices.GetService<ChallengePasses>()
            ?? throw new InvalidOperationException("This process does not capture requests (Roles): call PassChallengeAsync where the request is served.");
        return passes.PassAsync(context, cancellationToken);
    }
}
