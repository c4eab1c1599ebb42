using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;
using ServerSessions.Insights;
using ServerSessions.Reports.Cohorts;

namespace ServerSessions.Reports.Insights;

/// <summary>Saves and lists cohorts.</summary>
internal sealed class SessionCohorts(
    IReadOnlyList<InsightCohort> declared, CohortStore store, CohortUsers users, CohortResolver resolver, StoredJourneys journeys, TimeProvider time, IAuditNames names,
    ILogger<SessionCohorts> logger) : ISessionCohorts
{
    private const string UnknownUser = "an unknown user";

    public async ValueTask<IReadOnlyList<Cohort>> ListAsync(CancellationToken cancellationToken = default)
    {
        var cohorts = declared.Select(Declared).ToList();
        foreach (var (name, stored) in await store.ListAsync(cancellationToken))
            if (resolver.DeclaredAs(name) is null)
                cohorts.Add(await ReportAsync(name, stored, cancellationToken));
        return [.. cohorts.OrderBy(c => c.Name, StringComparer.Ordinal)];
    }

    public async ValueTask<Cohort?> FindAsync(string name, CancellationToken cancellationToken = default) =>
        resolver.DeclaredAs(name) is { } known ? Declared(known)
        : await store.FindAsync(name, cancellationToken) is { } stored ? await ReportAsync(name, stored, cancellationToken)
        : null;

    public async ValueTask<Cohort> SaveAsync(Cohort cohort, string? by = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        if (cohort.Fault is { } fault)
            throw new ArgumentException(fault);
        ThrowIfDeclared(cohort.Name);
        var before = await store.FindAsync(cohort.Name, cancellationToken);
        if (before is null && (await store.ListAsync(cancellationToken)).Count >= CohortStore.Most)
            throw new ArgumentException($"There are {CohortStore.Most} saved cohorts, which is the maximum. Remove one first.");
        // The stored time has whole milliseconds, because users are stored under it.
        var saved = DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(time.GetUtcNow().ToUnixTimeMilliseconds(), (before?.Saved.ToUnixTimeMilliseconds() ?? 0) + 1));
        var stored = cohort.Kind == CohortKind.Filter
            ? new StoredCohort(cohort.Kind, [.. cohort.Segment], null, null, saved)
            : await CollectAsync(cohort, saved, cancellationToken);
        await store.PutAsync(cohort.Name, stored, cancellationToken);
        if (before is { Kind: CohortKind.Users })
            await users.RemoveAsync(cohort.Name, before.Saved, cancellationToken);
        Log.CohortChanged(logger, cohort.Name, "saved", names.Of(by, UnknownUser));
        return await ReportAsync(cohort.Name, stored, cancellationToken);
    }

    public async ValueTask<bool> RemoveAsync(string name, string? by = null, CancellationToken cancellationToken = default)
    {
        ThrowIfDeclared(name);
        if (await store.FindAsync(name, cancellationToken) is not { } stored)
            return false;
        await store.RemoveAsync(name, cancellationToken);
        if (stored.Kind == CohortKind.Users)
            await users.RemoveAsync(name, stored.Saved, cancellationToken);
        Log.CohortChanged(logger, name, "removed", names.Of(by, UnknownUser));
        return true;
    }

    private async ValueTask<StoredCohort> CollectAsync(Cohort cohort, DateTimeOffset saved, CancellationToken cancellationToken)
    {
        var range = InsightRange.Of(new InsightQuery { From = cohort.From, To = cohort.To, Segment = Segment.Parse(cohort.Segment) }, time.GetUtcNow());
        var (fold, scope) = await journeys.FoldAsync(range, () => new CohortFold(), (f, j) => f.Add(j), (f, other) => f.Merge(other), cancellationToken);
        if (!scope.IsComplete)
            throw new ArgumentException($"The range has more than {StoredJourneys.MaxJourneys} sessions; a cohort of users covers at most as many. Save a shorter range.");
        await users.WriteAsync(cohort.Name, saved, fold.Users, cancellationToken);
        return new StoredCohort(cohort.Kind, [.. cohort.Segment], range.From, range.To, saved);
    }

    private async ValueTask<Cohort> ReportAsync(string name, StoredCohort stored, CancellationToken cancellationToken) => stored.Kind == CohortKind.Filter
        ? stored.Named(name)
        : stored.Named(name, (await users.ReadAsync(name, stored.Saved, await resolver.FirstDayAsync(cancellationToken), cancellationToken)).Users.Count);

    private void ThrowIfDeclared(string name)
    {
        if (resolver.DeclaredAs(name) is not null)
            throw new DeclaredCohortException($"The cohort \"{name}\" is declared in the application's settings; change it there.");
    }

    private static Cohort Declared(InsightCohort cohort) => new() { Name = cohort.Name, Segment = [.. cohort.Segment], IsDeclared = true };
}
