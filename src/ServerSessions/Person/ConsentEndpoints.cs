using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using ServerSessions.Capture;
using ServerSessions.Capture.Consent;
using ServerSessions.Capture.Cookies;
using ServerSessions.Capture.Headers;
using ServerSessions.Consents;
using ServerSessions.Reports;

namespace ServerSessions.Person;

/// <summary>What the visitor has decided, and the decision itself: a page with a form that needs no script for a browser, JSON for programs.</summary>
internal static class ConsentEndpoints
{
    /// <summary>Maximum time that an answer waits for the proof to be stored. The decision holds in any case.</summary>
    private static readonly TimeSpan ProofWait = TimeSpan.FromSeconds(1);

    public static void Map(RouteGroupBuilder group, string pattern)
    {
        group.MapMethods(pattern, Answers.Reading, Read).WithSummary("What this visitor has decided about each purpose").Produces<ConsentState>();
        group.MapPut(pattern, PutAsync).AddEndpointFilter<SameSiteFilter>()
            .WithSummary("Decides: { \"purposes\": [\"analytics\", …] } are agreed to, all others refused").Produces<ConsentState>().ProducesProblem(400).ProducesProblem(403);
        group.MapPost(pattern, PostAsync).AddEndpointFilter<SameSiteFilter>()
            .WithSummary("The same by a form: decision=accept|refuse, or purpose=… for each that is agreed to. A browser is led back to returnUrl, a path of this application").Produces<ConsentState>().ProducesProblem(400).ProducesProblem(403);
    }

    private static IResult Read(HttpContext context, ConsentReader reader, ConsentRules rules, IOptions<SessionTrackingOptions> options)
    {
        if (context.GetTrackedSession() is not { } session)
            return NotTracked();
        SharedAnswers.Withdraw(context.Response.Headers, "no-store");
        context.Response.Headers.Vary = "Accept";
        var state = StateOf(context, session.Visit, reader, rules, options, decided: null);
        return Accepts.Html(context.Request) ? ConsentPage.Of(context, state) : TypedResults.Json(state, PersonJsonContext.Default.ConsentState);
    }

    private static Task<IResult> PutAsync(HttpContext context, ConsentReader reader, ConsentRules rules, IOptions<SessionTrackingOptions> options, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var members = await BodyReader.ReadAsync(context.Request, cancellationToken);
        if (!members.ContainsKey("purposes"))
            throw new ArgumentException("purposes is missing; expected a list of analytics, personalization and recording, which may be empty.");
        var body = new BodyReader(members);
        return await DecideAsync(
            context, Parse(body.List("purposes") ?? []), WayOf(body.Text("how")),
            (visit, decided) => TypedResults.Json(StateOf(context, visit, reader, rules, options, decided), PersonJsonContext.Default.ConsentState), cancellationToken);
    });

    private static Task<IResult> PostAsync(HttpContext context, ConsentReader reader, ConsentRules rules, IOptions<SessionTrackingOptions> options, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        if (!context.Request.HasFormContentType)
            throw new ArgumentException("The body is no form; send JSON by PUT.");
        var form = await BodyReader.FormAsync(context.Request, cancellationToken);
        var granted = (form["decision"].ToString(), form["purpose"]) switch
        {
            ("accept", { Count: 0 }) => TrackingPurposes.All,
            ("refuse", _) => TrackingPurposes.None,
            ("all", _) => TrackingPurposes.All,
            ("" or "accept" or "choose", var purposes) => Parse(purposes),
            var (other, _) => throw new ArgumentException($"decision is \"{Cut(other)}\"; expected accept, all, refuse or choose."),
        };
        return await DecideAsync(
            context, granted, "form",
            (visit, decided) => Accepts.Html(context.Request)
                ? Lead(context, LocalPath.Of(form["returnUrl"].ToString()) ?? LocalPath.OfReferrer(context.Request) ?? "/", decided)
                : TypedResults.Json(StateOf(context, visit, reader, rules, options, decided), PersonJsonContext.Default.ConsentState),
            cancellationToken);
    });

    // A proof is kept, so no text of the client's own gets into it.
    private static string WayOf(string? how) => how is "banner" or "settings" or "account" ? how : "api";

    private static async ValueTask<IResult> DecideAsync(
        HttpContext context, TrackingPurposes granted, string how, Func<Visit, DecidedConsent, IResult> answer, CancellationToken cancellationToken)
    {
        if (context.GetTrackedSession() is not { } session)
            return NotTracked();
        if (session.Visit.Consent(granted, how) is not { } decided)
            return TypedResults.Problem("The decision was not kept: over http, browsers do not keep its cookie. Serve the site by https.", statusCode: StatusCodes.Status409Conflict);
        await Task.WhenAny(decided.Stored, Task.Delay(ProofWait, cancellationToken));
        SharedAnswers.Withdraw(context.Response.Headers, "no-store");
        return answer(session.Visit, decided);
    }

    private static IResult Lead(HttpContext context, string back, DecidedConsent decided)
    {
        if (decided.Proof == ConsentProof.Lost)
            return ConsentPage.Unproven(back);
        context.Response.Headers.Location = back;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static ConsentState StateOf(HttpContext context, Visit visit, ConsentReader reader, ConsentRules rules, IOptions<SessionTrackingOptions> options, DecidedConsent? decided)
    {
        var (decision, held) = (reader.DecisionOf(context, visit), visit.Purposes);
        return new ConsentState(options.Value.Consent.TextVersion, visit.NeedsConsent, ConsentReader.AsksNotToBeTracked(context), [.. ConsentRules.Each.Select(p =>
            new PurposeState(p, rules.ModeOf(p), decision.Granted.HasFlag(p) ? "granted" : decision.Refused.HasFlag(p) ? "refused" : "undecided", held.HasFlag(p)))], decided?.Proof);
    }

    private static TrackingPurposes Parse(IEnumerable<string?> names)
    {
        var purposes = TrackingPurposes.None;
        foreach (var name in names)
            purposes |= ConsentRules.Each.FirstOrDefault(p => p.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)) is not TrackingPurposes.None and var purpose
                ? purpose
                : throw new ArgumentException($"The purpose \"{Cut(name ?? "")}\" is unknown; expected analytics, personalization or recording.");
        return purposes;
    }

    private static IResult NotTracked() =>
        TypedResults.Problem("This request is not tracked: there is nothing to decide about.", statusCode: StatusCodes.Status404NotFound);

    private static string Cut(string text) => text.Length > 32 ? text[..32] + "…" : text;
}
