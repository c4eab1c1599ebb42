using ServerSessions.Insights;

namespace ServerSessions.Reports.Cohorts;

/// <summary>A cohort as it is stored; its users are stored apart, under its name and <paramref name="Saved"/>.</summary>
/// <param name="Kind">What it keeps.</param>
/// <param name="Segment">Its segment as texts.</param>
/// <param name="From">Of users: earliest start of their sessions, inclusive.</param>
/// <param name="To">Of users: latest start of their sessions, exclusive.</param>
/// <param name="Saved">When it was saved.</param>
internal sealed record StoredCohort(CohortKind Kind, IReadOnlyList<string> Segment, DateTimeOffset? From, DateTimeOffset? To, DateTimeOffset Saved)
{
    public Cohort Named(string name, int? users = null) => new() { Name = name, Kind = Kind, Segment = Segment, From = From, To = To, Saved = Saved, Users = users };
}
