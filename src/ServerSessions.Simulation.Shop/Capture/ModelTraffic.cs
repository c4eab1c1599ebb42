using System.Globalization;
using ServerSessions.Model;
using ServerSessions.Requests;
using ServerSessions.Simulation.Shop.Model;
using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Shop.Capture;

/// <summary>The tracked model shop: answers a request and makes its event, as capture would have made it. One thread, in virtual time.</summary>
/// <param name="sink">Takes the events.</param>
/// <param name="names">Pseudonyms.</param>
internal sealed class ModelTraffic(ITrafficSink sink, IShopNames names)
{
    private static readonly HashSet<string> Files = ["/css/shop.css", "/js/shop.js"];

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    private readonly List<ShopVisitor> _visitors = [];
    private readonly List<string> _tickets = [];
    private readonly HeaderReading _headers = new();
    private readonly HashSet<string> _buyers = new(StringComparer.Ordinal);
    private int _tokens;

    /// <summary>Called with the virtual time of each request.</summary>
    public Action<DateTimeOffset>? Served { get; init; }

    /// <summary>What a release broke; null for nothing.</summary>
    public BrokenLinks? Broken { get; init; }

    /// <summary>
    /// Whether visits come from somewhere, orders are recorded with their value, sign-ins with the trait of the customer, and views of products by name, a tip is shown after the
    /// third declined payment, and one browser in three reports what happens in their pages.
    /// </summary>
    public bool RecordsFacts { get; init; }

    /// <summary>The experiment of the cart page; null for none.</summary>
    public string? Experiment { get; init; }

    /// <param name="visit">Number of the visit that sends it: the truth, which the pipeline never sees.</param>
    /// <param name="request">The request.</param>
    /// <param name="now">Its start.</param>
    /// <param name="duration">How long the answer takes.</param>
    public VisitorResponse Serve(int visit, VisitorRequest request, DateTimeOffset now, TimeSpan duration)
    {
        Served?.Invoke(now);
        var (path, query) = Split(request.Path);
        if (Files.Contains(path))
            return new VisitorResponse(200, "", null, []);
        var read = _headers.Of(request);
        var verb = HttpVerbs.Parse(request.Method);
        var (visitor, isNew) = Visitor(read.Cookie);
        // As with cookie authentication: the ticket is the proof, and signing out only takes it out of the browser.
        var before = read.Ticket > 0 ? _tickets[read.Ticket - 1] : null;
        visitor.Account = before;
        var endpoint = ShopEndpoints.Find(verb, path);
        string Field(string name) => request.Form?.FirstOrDefault(field => field.Key == name).Value ?? "";
        var token = !(endpoint?.NeedsToken ?? false) ? EventFlags.None
            : read.Token > 0 && Field("token") == Text(read.Token) ? EventFlags.TokenAccepted
            : EventFlags.TokenRefused;
        var answer = endpoint is null ? new ShopAnswer(404)
            : token == EventFlags.TokenRefused ? new ShopAnswer(400)
            : Broken?.IsBroken(path, now) == true ? new ShopAnswer(404, ShopPages.Home)
            : ShopModel.Answer(endpoint.Step, verb == HttpVerb.Post, path, query, visitor, Field);
        var tip = RecordsFacts ? ShopTip.DueAt(visitor) : null;
        if (tip is { Text: var text })
            answer = answer with { Body = text + answer.Body };
        var evaluated = tip is { Evaluated: var variants } ? FeatureFlags.Write(variants)
            : Experiment is not null && endpoint?.Step == ShopEndpoints.Cart && verb == HttpVerb.Get ? FeatureFlags.Write([(Experiment, visitor.Number % 2 == 0 ? "A" : "B")])
            : null;
        var arrival = RecordsFacts ? Arrival(visitor, read.Flags, now) : null;
        var ordered = RecordsFacts && visitor.Ordered > 0 ? new ShopOrder(visitor.Ordered) : null;
        var customer = RecordsFacts && answer.Login == LoginOutcome.Succeeded ? _buyers.Contains(visitor.Account!) ? ShopOrder.Returning : ShopOrder.New : null;
        if (ordered is not null && visitor.Account is { } buyer)
            _buyers.Add(buyer);
        visitor.Ordered = 0;
        KeyValuePair<string, string>[]? properties = arrival?.Campaign is null && customer is null ? evaluated
            : [.. evaluated ?? [], .. CampaignFacts.Write(arrival?.Campaign), .. customer is null ? [] : TraitFacts.Write(customer)];

        // A page with a form gives the browser a token, if it has none.
        var issues = answer.Body.Contains(ShopPages.Token, StringComparison.Ordinal);
        var given = !issues || read.Token > 0 ? read.Token : ++_tokens;
        var account = answer.Login == LoginOutcome.None ? default : names.Account(Field("Email"));
        var knows = answer.Login != LoginOutcome.None && visitor.Known.Contains(Field("Email"));
        if (answer.Login == LoginOutcome.Succeeded)
            visitor.Known.Add(Field("Email"));
        var outcome = answer.Outcome ?? StatusOutcomes.Of(answer.Status);
        var isUnknown = endpoint is null;
        var probe = isUnknown || (endpoint!.Flags & EventFlags.Trap) != 0 ? ProbeList.Find(path) : null;
        var e = new RequestEvent
        {
            Key = names.Visitor(visitor.Number),
            KeyKind = KeyKind.Cookie,
            Time = now.ToMicroseconds(),
            Duration = duration.ToMicroseconds(),
            Step = endpoint?.Step ?? $"{verb.Name()} (unmatched)",
            Verb = verb,
            Status = answer.Status,
            Outcome = outcome,
            Flags = read.Flags | token
                // An answer in HTML is a page to whoever says nothing else.
                | (answer.Body.Length > 0 && verb.IsSafe() && (read.Flags & (EventFlags.Navigation | EventFlags.ScriptFetch)) == 0 ? EventFlags.Navigation | EventFlags.Page : 0)
                | (issues ? EventFlags.TokenIssued : 0)
                | (endpoint?.Step == ShopEndpoints.Contact && Field("Website").Length > 0 ? EventFlags.TrapField : 0)
                | (endpoint?.Flags ?? EventFlags.Unmatched)
                | (isNew ? EventFlags.FirstContact : 0)
                | (knows ? EventFlags.KnownDevice : 0)
                | (answer.Login == LoginOutcome.Succeeded ? EventFlags.SignedIn : 0)
                | (before is not null && visitor.Account is null ? EventFlags.SignedOut : 0)
                | (answer.KeepsId ? EventFlags.IdKept : 0)
                | (isUnknown && StaticPaths.IsBrowserExtra(path) ? EventFlags.BrowserExtra : 0),
            User = (visitor.Account ?? before) is { } user ? names.User(user) : default,
            AuthSession = read.Ticket > 0 ? names.Ticket(read.Ticket) : default,
            Network = names.Network(read.Address),
            Place = SimulatedPlaces.Of(read.Address),
            Agent = read.UserAgent.Length == 0 ? 0 : names.Agent(read.UserAgent),
            Client = read.Client,
            Traits = read.Traits,
            Parameters = endpoint is not null && (query.Length > 0 || endpoint.Route.EndsWith('*')) ? names.Value($"{path}?{query}") : 0,
            Path = isUnknown || probe is not null ? names.Value(path) : 0,
            Detail = answer.Login == LoginOutcome.None && probe is null && properties is null && arrival?.Referrer is null && outcome is Outcome.Ok or Outcome.Redirected
                ? null
                : new EventDetail
                {
                    Login = answer.Login,
                    Fields = answer.Field is { } field ? [field] : null,
                    Account = account,
                    Probe = probe,
                    Referrer = arrival?.Referrer,
                    Properties = properties,
                    Policy = outcome is Outcome.Denied ? endpoint?.Policy is "" ? "(default policy)" : endpoint?.Policy : null,
                    Object = outcome is Outcome.Denied && endpoint?.Step == ShopEndpoints.Invoice ? ulong.Parse(path.AsSpan(path.LastIndexOf('/') + 1), CultureInfo.InvariantCulture) : 0,
                    IsOrdinal = endpoint?.Step == ShopEndpoints.Invoice,
                },
        };
        if (RecordsFacts && Report(visitor, e, read.Flags, request, answer) is { } report)
            sink.Take(visit, report, now, Addresses.IsHome(read.Address));
        sink.Take(visit, e, now, Addresses.IsHome(read.Address));
        if ((ordered?.EventOf(e) ?? (RecordsFacts ? ShopEvent.ViewIn(e, path) : null)) is { } recorded)
            sink.Take(visit, recorded, now, Addresses.IsHome(read.Address));
        return new VisitorResponse(answer.Status, issues ? answer.Body.Replace(ShopPages.Token, $"value=\"{Text(given)}\"", StringComparison.Ordinal) : answer.Body, answer.Location,
            [.. Cookies(visitor, isNew, answer, before), .. given == read.Token ? [] : (string[])[$"{HeaderReading.Token}={given}; path=/"]]);
    }

    // A page after a pause longer than any session waits for.
    private static ShopArrival? Arrival(ShopVisitor visitor, EventFlags flags, DateTimeOffset now)
    {
        var isArrival = (flags & EventFlags.Page) != 0 && now - visitor.LastSeen > Pause;
        visitor.LastSeen = now;
        return isArrival ? ShopArrival.Of(visitor.Number, visitor.Visits++) : null;
    }

    // The report of the page that a link or a form of it leads away from; null when there is none, or the browser does not report.
    private static RequestEvent? Report(ShopVisitor visitor, in RequestEvent e, EventFlags read, VisitorRequest request, ShopAnswer answer)
    {
        if (visitor.Number % 3 != 0 || (read & EventFlags.Navigation) == 0 || (read & (EventFlags.Prefetch | EventFlags.Bot)) != 0)
            return null;
        var referrer = request.Headers.FirstOrDefault(h => h.Key == "Referer").Value;
        var isLeft = visitor.Open.Remove(referrer is null ? "" : new Uri(referrer).PathAndQuery, out var left);
        // A redirect's page is the next request's.
        if (answer.Body.Length > 0)
            visitor.Open[request.Path] =
                new OpenPage(e.Time, e.Step, HasForm: e.Step.StartsWith("checkout", StringComparison.Ordinal) || e.Step == ShopEndpoints.SignIn, IsRefused: answer.Status == 400);
        // A form that was sent from a tab behind this page is none of it.
        if (left is { HasForm: true } && request.Form is not null && left.Step != e.Step)
            return null;
        return !isLeft || UnixTime.ToDate(e.Time) - UnixTime.ToDate(left!.Time) > Pause ? null : ShopReport.Of(e, left, request.Form, visitor.Random);
    }

    private IEnumerable<string> Cookies(ShopVisitor visitor, bool isNew, ShopAnswer answer, string? before)
    {
        if (isNew)
            yield return $"{HeaderReading.Visitor}={visitor.Number}; path=/";
        if (answer.Login == LoginOutcome.Succeeded)
        {
            _tickets.Add(visitor.Account!);
            yield return $"{HeaderReading.Ticket}={_tickets.Count}; path=/";
        }
        else if (before is not null && visitor.Account is null)
            yield return $"{HeaderReading.Ticket}=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private (ShopVisitor Visitor, bool IsNew) Visitor(int cookie)
    {
        if (cookie > 0)
            return (_visitors[cookie - 1], false);
        var visitor = new ShopVisitor(_visitors.Count + 1);
        _visitors.Add(visitor);
        return (visitor, true);
    }

    private static (string Path, string Query) Split(string target) =>
        target.IndexOf('?') is >= 0 and var mark ? (target[..mark], target[(mark + 1)..]) : (target, "");
}
