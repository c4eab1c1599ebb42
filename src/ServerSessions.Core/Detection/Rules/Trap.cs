namespace ServerSessions.Detection.Rules;

/// <summary>D12: a client requested an endpoint that no use of the application reaches, or filled in a field that people do not see.</summary>
internal sealed class Trap(TrapOptions options) : ISessionDetector
{
    private const int Field = 1;

    public DetectorInfo Info { get; } = new()
    {
        Id = "D12",
        Name = "trap",
        Summary = "A request for a trap, or a form whose hidden trap field was filled in.",
        Subjects = [ActorKind.Session, ActorKind.Source],
        Mode = DetectionMode.Alert,
        BlamesSession = true,
        Horizon = options.Window,
        References = ["OWASP AppSensor HT1", "OWASP AppSensor HT2", "OWASP OAT-014 Vulnerability Scanning", "OWASP OAT-017 Spamming", "MITRE D3FEND D3-DF"],
    };

    // A client without cookies has a session for each request, so the finding is reported once, about the source.
    public bool Concerns(DetectorContext context) =>
        (context.IsTrap || context.IsTrapFieldFilled)
        && context.SubjectKind == (context.IsFirstContact || context.Session == default ? ActorKind.Source : ActorKind.Session);

    public void Observe(DetectorContext context)
    {
        var memory = context.Memory;
        memory.ForgetBefore(context.Now - options.Window);
        var code = context.IsTrap ? 0 : Field;
        context.Keep(context.Mark(code: code, text: context.IsTrap ? context.Probe : "trap field filled in"));
        var marks = memory.Marks;
        if (marks.Count < options.Hits)
            return;

        var fields = marks.Count(m => (m.Code & Field) != 0);
        var routes = marks.Count - fields;
        var names = marks.Where(m => (m.Code & Field) == 0).Select(m => m.Step).Distinct().ToList();
        context.Raise(
            routes > 0 && fields > 0 ? Severity.High : routes > 0 ? Severity.Medium : Severity.Low,
            (routes, fields) switch
            {
                (_, 0) => $"{Times(routes)} for {string.Join(", ", names.Take(4))}{(names.Count > 4 ? ", …" : "")}, which no use of the application reaches.",
                (0, _) => $"A field that people do not see was filled in ({fields} of {options.Hits} needed).",
                _ => $"{Times(routes)} for traps, and a field that people do not see was filled in {fields} times.",
            },
            [.. marks],
            new Measure("requests for traps", routes, options.Hits),
            new Measure("trap fields filled in", fields, options.Hits));
    }

    private static string Times(int count) => count == 1 ? "A request" : $"{count} requests";
}
