using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using ServerSessions.Capture.Consent;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Capture.Identity;
using ServerSessions.Capture.Observers;
using ServerSessions.Response;

namespace ServerSessions.Capture;

/// <summary>
/// What UseSessionTracking adds: it stands after authentication, notes the endpoint before an error page can replace it, and answers for the
/// application where a decision holds against the session.
/// </summary>
internal sealed class SessionTrackingMiddleware(RequestDelegate next, ResponseGate gate, VisitKeys keys, IOptions<SessionTrackingOptions> options)
{
    private readonly bool _servesConsent = options.Value.Consent.ServesTrackingConsentFeature;

    public Task Invoke(HttpContext context)
    {
        var visit = Visit.Of(context);
        // Error pages run through here again, and belong to what was let in.
        var isFirst = visit is null or { HasEndpoint: false };
        if (visit is { HasEndpoint: false })
        {
            Note(context, visit);
            // The requests of a hub's connection name it in the query; negotiating and everything else have none.
            if (visit.Endpoint is { } endpoint && context.Request.QueryString.HasValue && TransportFacts.IsHub(endpoint))
                visit.Try(context, static (v, c) => ConnectionVisits.Keep(c, v));
            if (visit.Endpoint is { } meant && ComponentForms.MayBeSentTo(meant, context.Request))
                visit.Forms = new ComponentForms();
        }

        if (_servesConsent && visit is not null && context.Features.Get<ITrackingConsentFeature>() is null)
            context.Features.Set<ITrackingConsentFeature>(new ServedConsentFeature(visit.Session));
        if (isFirst && !gate.IsQuiet)
        {
            if (gate.Refuse(context, keys.Of(context)) is { } refused)
                return refused;
            if (visit is not null)
                visit.IsLetIn = true;
        }

        return isFirst && visit?.Forms is { } forms ? forms.WatchAsync(next, context) : next(context);
    }

    // Where an error page runs through here in the place of what was asked for, only these features still know what that was; the
    // status pages take theirs away again at the end.
    private static void Note(HttpContext context, Visit visit)
    {
        if (!visit.HasNewFeatures())
        {
            visit.RoutedPath = context.Request.Path;
            if (Visit.Chosen(context) is { } first)
                visit.NoteEndpoint(first);
        }
        else if (context.Features.Get<IExceptionHandlerFeature>() is { } handled)
            visit.NoteEndpoint(handled.Endpoint);
        else if (context.Features.Get<IStatusCodeReExecuteFeature>() is { } again)
            visit.NoteEndpoint(again.Endpoint);
        else
        {
            visit.RoutedPath = context.Request.Path;
            if (context.GetEndpoint() is { } endpoint)
                visit.NoteEndpoint(endpoint);
        }
    }
}
