using ServerSessions.Dashboard.Hosting;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Queries;

/// <summary>Links to the sessions behind the figures of a funnel. A funnel of users has none, because a list of their sessions has another length.</summary>
/// <param name="Links">Links of the page.</param>
/// <param name="Funnel">The funnel.</param>
/// <param name="IsDeclared">Whether the application declares it, so that its name is enough.</param>
/// <param name="Behind">The sessions of the report; null where no list has them.</param>
internal sealed record FunnelLinks(PageLinks Links, FunnelDefinition Funnel, bool IsDeclared, SessionsBehind? Behind)
{
    /// <summary>The sessions of a figure, as <see cref="Sessions"/> links to them.</summary>
    public static FunnelSessions Which(int step, bool left, string? cause = null) => new() { Step = step, Left = left, Cause = cause };

    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="left">Whether only the sessions are meant that left the funnel there.</param>
    /// <param name="cause">The cause of leaving; null for all.</param>
    public string? Sessions(int step, bool left, string? cause = null) => Behind is null || !Links.HasSessions || Funnel.Unit != FunnelUnit.Session ? null
        : (IsDeclared ? Links.Funnel(Funnel.Name) + "/sessions" : Links.Insight("funnels/sessions")) + QueryWriter.Join(
        [
            .. IsDeclared ? [] : QueryWriter.Pairs(Funnel),
            new("from", QueryWriter.Text(Behind.From)), new("to", QueryWriter.Text(Behind.To)), .. QueryWriter.Pairs(Behind.Segment),
            .. QueryWriter.Pairs(Which(step, left, cause)),
        ]);
}
