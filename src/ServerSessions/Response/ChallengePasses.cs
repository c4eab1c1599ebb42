using Microsoft.AspNetCore.Http;

namespace ServerSessions.Response;

/// <summary>Ends the challenges of a sign-in that has passed the application's step-up.</summary>
internal sealed class ChallengePasses(DecisionStore store, DecisionFeed feed, IRequestKeys requests)
{
    /// <returns>How many challenges were passed.</returns>
    public async ValueTask<int> PassAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var shown = requests.Passing(context);
        var mine = shown.SelectMany(k => k.Every()).Select(k => k.ToString()).ToHashSet(StringComparer.Ordinal);
        var user = shown[^1].User;
        var passed = 0;
        foreach (var active in await store.ActiveAsync(cancellationToken))
            if (active.Kind == ResponseKind.Challenge && active.Targets.Any(t => mine.Contains(t.Hash))
                && await store.PassAsync(active, shown, user.IsNone ? null : $"user {user}", cancellationToken))
                passed++;
        if (passed > 0)
            await feed.RefreshAsync(cancellationToken);
        return passed;
    }
}
