using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using ServerSessions.Capture.Consent;
using ServerSessions.Capture.Cookies;
using ServerSessions.Reports;

namespace ServerSessions.Person;

/// <summary>What the visitor has decided, and the decision itself: as JSON, or by a form that needs no script.</summary>
internal static class ConsentEndpoints
{
    /// <summary>Maximum time that an answer waits for the proof to be stored. The decision holds in any case.</summary>
    private static readonly TimeSpan ProofWait = TimeSpan.FromSeconds(1);

    public static void Map(RouteGroupBuilder group, string pattern)
    {
        group.MapReading(pattern, Read).WithSummary("What this visitor has decided about each purpose").Produces<ConsentState>();
        group.MapPut(pattern, PutAsync).AddEndpointFilter<SameSiteFilter>()
            .WithSummary("Decides: { \"purposes\": [\"analytics\", …] } are agreed to, all others refused").Produces<ConsentState>().ProducesProblem(400).ProducesProblem(403);
        group.MapPost(pattern, PostAsync).AddEndpointFilter<SameSiteFilter>()
            .WithSummary("The same by a form: decision=accept|refuse, or purpose=… for each that is agreed to; returnUrl=a path of this application").ProducesProblem(400).ProducesProblem(403);
    }

    private static IResult Read(HttpContext context, ConsentReader reader, ConsentRules rules, IOptions<SessionTrackingOptions> options)
    {
        if (context.GetTrackedSession() is not { } session)
            return NotTracked();
        SharedAnswers.Withdraw(context.Response.Headers, "no-store");
        var decision = reader.DecisionOf(context, session.Visit);
        var held = session.Purposes;
        var state = new ConsentState(options.Value.Consent.TextVersion, session.ConsentNeeded, ConsentReader.AsksNotToBeTracked(context), [.. ConsentRules.Each.Select(p =>
            new PurposeState(p, rules.ModeOf(p), decision.Granted.HasFlag(p) ? "granted" : decision.Refused.HasFlag(p) ? "refused" : "undecided", held.HasFlag(p)))]);
        return Answers.Json(state, PersonJsonContext.Default.ConsentState);
    }

    private static Task<IResult> PutAsync(HttpContext context, ConsentReader reader, ConsentRules rules, IOptions<SessionTrackingOptions> options, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var members = await BodyReader.ReadAsync(context.Request, cancellationToken);
        if (!members.ContainsKey("purposes"))
            throw new ArgumentException("purposes is missing; expected a list of analytics, personalization and recording, which may be empty.");
        var body = new BodyReader(members);
        return await DecideAsync(context, Parse(body.List("purposes") ?? []), WayOf(body.Text("how")), cancellationToken)
            ?? Read(context, reader, rules, options);
    });

    private static Task<IResult> PostAsync(HttpContext context, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        if (!context.Request.HasFormContentType)
            throw new ArgumentException("The body is no form; send JSON by PUT.");
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var granted = (form["decision"].ToString(), form["purpose"]) switch
        {
            ("accept", { Count: 0 }) => TrackingPurposes.All,
            ("refuse", _) => TrackingPurposes.None,
            ("" or "accept" or "choose", var purposes) => Parse(purposes),
            var (other, _) => throw new ArgumentException($"decision is \"{Cut(other)}\"; expected accept, refuse or choose."),
        };
        if (await DecideAsync(context, granted, "form", cancellationToken) is { } fault)
            return fault;
        context.Response.Headers.Location = LocalPath.Of(form["returnUrl"].ToString()) ?? "/";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    });

    // A proof is kept, so no text of the client's own gets into it.
    private static string WayOf(string? how) => how is "banner" or "settings" or "account" ? how : "api";

    private static async ValueTask<IResult?> DecideAsync(HttpContext context, TrackingPurposes granted, string how, CancellationToken cancellationToken)
    {
        if (context.GetTrackedSession() is not { } session)
            return NotTracked();
        if (session.Visit.Consent(granted, how) is not { } decided)
            return TypedResults.Problem("The decision was not kept: over http, browsers do not keep its cookie. Serve the site by https.", statusCode: StatusCodes.Status409Conflict);
        await Task.WhenAny(decided.Stored, Task.Delay(ProofWait, cancellationToken));
        return null;
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
