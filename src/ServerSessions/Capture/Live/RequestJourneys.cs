using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Model;
using ServerSessions.Personalization;

namespace ServerSessions.Capture.Live;

/// <summary>Reads the journey of the session that a request belongs to.</summary>
internal sealed class RequestJourneys(LiveJourneys live, SeenRequests seen, EndpointReader endpoints, CurrentCatalog catalog)
{
    /// <summary>Notes what this process has served.</summary>
    public void Note(in RequestEvent e) => seen.Add(e);

    /// <param name="context">The request; null in a connection, whose request may be over.</param>
    /// <param name="visit">Its visit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<LiveJourney> FindAsync(HttpContext? context, Visit visit, CancellationToken cancellationToken) =>
        live.FindAsync(SubjectOf(context, visit), catalog.Catalog, cancellationToken).AsTask();

    public LiveSubject SubjectOf(HttpContext? context, Visit visit) => new(
        visit.Identity.Key, visit.Identity.Kind, visit.User, visit.Purposes.HasFlag(TrackingPurposes.Personalization), context is null ? null : StepOf(context, visit));

    // Names of catch-all routes depend on what the request becomes.
    private string? StepOf(HttpContext context, Visit visit) =>
        visit.MeantEndpoint() is { } meant && endpoints.Of(meant) is { Names: null, IsDisabled: false, Flags: var flags } endpoint && (flags & EventFlags.Passive) == 0
            ? endpoint.Step(HttpVerbs.Parse(context.Request.Method))
            : null;
}
