using System.Globalization;
using ServerSessions.Insights;
using ServerSessions.Insights.Experiments;
using ServerSessions.Insights.Folds;
using ServerSessions.Journeys;

namespace ServerSessions.Reports.Insights;

/// <summary>Compares the closed sessions before a release with those after it.</summary>
internal sealed class ReleaseReader(Deployments deployments, StoredJourneys journeys, JourneySettings settings, TimeProvider time)
{
    public const int MaxDays = 90;

    private static readonly InsightFigure[] Compared =
        [InsightFigure.Conversion, InsightFigure.Errors, InsightFigure.Failures, InsightFigure.Friction, InsightFigure.Bounce, InsightFigure.Duration];

    /// <param name="version">The release.</param>
    /// <param name="days">Days before and after it.</param>
    /// <param name="segment">Which sessions.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null when no such version has started.</returns>
    public async ValueTask<ReleaseReport?> FindAsync(string version, int days, Segment segment, CancellationToken cancellationToken)
    {
        if (days is < 1 or > MaxDays)
            throw new ArgumentException($"The days are {days}; expected 1 to {MaxDays}.");
        if (await deployments.FindAsync(version, cancellationToken) is not { } since)
            return null;
        // Sessions that may still be open are on one side only: without them, both have closed ones.
        var closed = time.GetUtcNow() - settings.IdleTimeout;
        var to = since.AddDays(days) is var end && end < closed ? end : closed < since ? since : closed;
        var from = since - (to - since);
        var (before, scopeBefore) = await FoldAsync(from, since, segment, cancellationToken);
        var (after, scopeAfter) = await FoldAsync(since, to, segment, cancellationToken);
        var isFew = Math.Min(before.Sessions, after.Sessions) < ReleaseReport.MinimumSessions;
        return new ReleaseReport
        {
            Scope = scopeBefore.With(scopeAfter),
            Release = new Release(version, since),
            From = from,
            To = to,
            SessionsBefore = before.Sessions,
            SessionsAfter = after.Sessions,
            Refused = !isFew ? null : string.Create(
                CultureInfo.InvariantCulture, $"There are {before.Sessions} sessions before and {after.Sessions} after the release; at least {ReleaseReport.MinimumSessions} on each side are compared."),
            Changes = isFew ? [] : [.. Compared.Select(f => Change(f, before, after))],
            Others = [.. (await deployments.ListAsync(from, to, cancellationToken)).Where(r => r.Version != version)],
        };
    }

    private async Task<(KeyFiguresFold Fold, InsightScope Scope)> FoldAsync(DateTimeOffset from, DateTimeOffset to, Segment segment, CancellationToken cancellationToken) =>
        await journeys.FoldAsync(new InsightRange(from, to, segment), () => new KeyFiguresFold(), (f, j) => f.Add(j), (f, other) => f.Merge(other), cancellationToken);

    private static ReleaseChange Change(InsightFigure figure, KeyFiguresFold before, KeyFiguresFold after)
    {
        var (was, now) = (before.Of(figure)!.Value, after.Of(figure)!.Value);
        double? error = before.Hits(figure) is { } hitsBefore && after.Hits(figure) is { } hitsAfter
            ? ShareDifference.Of(hitsBefore, before.Sessions, hitsAfter, after.Sessions).Error
            : null;
        return new ReleaseChange(figure, was, now, was == 0 ? null : (now / was) - 1, error);
    }
}
